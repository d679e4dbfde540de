using System.Buffers;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>Updates as the body of a request: one event, or an array of events.</summary>
internal static class EventBody
{
    public static byte[] Write(ImmutableArray<Update> updates)
    {
        var buffer = new ArrayBufferWriter<byte>(updates.Length * 400);
        if (updates.Length == 1)
        {
            UpdateJson.Write(updates[0], buffer);
            return buffer.WrittenSpan.ToArray();
        }

        for (var i = 0; i < updates.Length; i++)
        {
            buffer.Write(i == 0 ? "["u8 : ","u8);
            UpdateJson.Write(updates[i], buffer);
        }

        buffer.Write("]"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
