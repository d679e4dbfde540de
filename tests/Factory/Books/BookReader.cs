using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sync.Factory.Books;

/// <summary>Reads a book line by line. A torn line was never acted upon; it is left out and counted.</summary>
internal sealed class BookReader
{
    /// <summary>How many torn lines were met so far: at most one a killed run and book.</summary>
    public int Torn { get; private set; }

    public IEnumerable<TLine> Read<TLine>(string path, JsonTypeInfo<TLine> json)
        where TLine : class
    {
        if (!File.Exists(path)) yield break;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 16);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } text)
        {
            if (text.Length == 0) continue;
            if (Parse(text, json) is { } line) yield return line;
            else Torn++;
        }
    }

    private static TLine? Parse<TLine>(string text, JsonTypeInfo<TLine> json)
        where TLine : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
