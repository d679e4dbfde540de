using System.Text;
using Sync.Contracts;

namespace Sync.Grains.Tests.Streams;

/// <summary>One update a line: <c>id item</c>; with a third word the line cannot be read. A body of <c>broken</c> breaks the mapper itself.</summary>
internal sealed class LineMapper : IInboundMapper
{
    public const string Type = "text/lines";

    public bool Reads(string mediaType) => mediaType == Type;

    public InboundMapping Map(string stream, InboundMessage message)
    {
        var text = Encoding.UTF8.GetString(message.Body.AsSpan());
        if (text == "broken") throw new InvalidOperationException("the mapper has a fault");
        return text == "nonsense" ? InboundMapping.Of(ErrorCodes.MalformedJson.With("not lines")) : new InboundMapping([.. text.Split('\n').Select(Line)]);
    }

    public static InboundMessage Message(string id, string body, string? key = null) => new(id, Type, [.. Encoding.UTF8.GetBytes(body)], key, []);

    public static string PositionOf(string item) => $"P1/L1/{item}";

    private static InboundLine Line(string text, int i)
    {
        var words = text.Split(' ');
        var (id, position) = (new UpdateId("/test", 0, words[0]), PositionOf(words[1]));
        if (words.Length > 2) return new InboundLine(i + 1, id, position, null, ErrorCodes.InvalidPayload.With("three words"));
        var update = new Update(id, new EntityKey(EntityKinds.Stock, position), new StockUpdate.Release("r", null));
        return new InboundLine(i + 1, id, position, update, null);
    }
}
