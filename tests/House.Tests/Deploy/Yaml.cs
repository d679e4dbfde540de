using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Sync.House.Tests.Deploy;

/// <summary>A place in a YAML document: what is not there is empty.</summary>
internal readonly record struct Yaml(object? Value)
{
    private static readonly IDeserializer Reader = new DeserializerBuilder().Build();

    /// <summary>Every document of a file, with anchors and merges followed.</summary>
    public static IReadOnlyList<Yaml> Read(string path) => Parse(File.ReadAllText(path));

    public static IReadOnlyList<Yaml> Parse(string text)
    {
        var parser = new MergingParser(new Parser(new StringReader(text)));
        parser.Consume<StreamStart>();
        var documents = new List<Yaml>();
        while (parser.Accept<DocumentStart>(out _)) documents.Add(new Yaml(Reader.Deserialize(parser)));
        return documents;
    }

    public Yaml this[string name] => new(Value is IDictionary<object, object> map && map.TryGetValue(name, out var value) ? value : null);

    public IEnumerable<Yaml> Items => Value is IEnumerable<object> list ? list.Select(static item => new Yaml(item)) : [];

    public IEnumerable<KeyValuePair<string, Yaml>> Members =>
        Value is IDictionary<object, object> map ? map.Select(static pair => KeyValuePair.Create((string)pair.Key, new Yaml(pair.Value))) : [];

    public bool IsThere => Value is not null;

    public string Text => Value as string ?? "";

    public string[] Texts => [.. Items.Select(static item => item.Text)];

    public Dictionary<string, string> Map => Members.ToDictionary(static m => m.Key, static m => m.Value.Text, StringComparer.Ordinal);
}
