using System.Buffers;
using System.Net.Http.Headers;

namespace Sync.Factory.Sending;

/// <summary>The bodies of the three shapes of a call.</summary>
internal static class CallFormat
{
    public static HttpContent Write(CallShape shape, IReadOnlyList<Message> messages) => shape switch
    {
        CallShape.Single => Content(messages[0].Event, "application/cloudevents+json"),
        CallShape.Batch => Content(Joined(messages, "["u8, ","u8, "]"u8), "application/cloudevents-batch+json"),
        _ => Content(Joined(messages, ""u8, "\n"u8, "\n"u8), "application/x-ndjson"),
    };

    private static ReadOnlyMemory<byte> Joined(IReadOnlyList<Message> messages, ReadOnlySpan<byte> before, ReadOnlySpan<byte> between, ReadOnlySpan<byte> after)
    {
        var buffer = new ArrayBufferWriter<byte>(messages.Sum(m => m.Event.Length + 1) + 2);
        buffer.Write(before);
        for (var n = 0; n < messages.Count; n++)
        {
            if (n > 0) buffer.Write(between);
            buffer.Write(messages[n].Event.Span);
        }

        buffer.Write(after);
        return buffer.WrittenMemory;
    }

    private static ReadOnlyMemoryContent Content(ReadOnlyMemory<byte> body, string mediaType)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }
}
