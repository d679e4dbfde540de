using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Sync.Gateway.Json;

namespace Sync.Gateway.Live;

/// <summary>Writes messages as server-sent events (HTML standard, 9.2.6). Not thread-safe.</summary>
// id: 3f2c9a41d0b84f6e9c1d:71234
// event: changed
// data: {"rows":[{"location":"RM01","item":"A-100",...}],"removed":[]}
internal sealed class LiveEvents(PipeWriter output)
{
    private readonly Utf8JsonWriter _json = new(output, JsonOutput.Options);

    public void Write(LiveMessage message)
    {
        switch (message)
        {
            case LiveMessage.Begin begin:
                Write("begin"u8, null, j =>
                {
                    j.WriteBoolean("restarted"u8, begin.Restarted);
                    j.WriteNumber("total"u8, begin.Total);
                });
                break;
            case LiveMessage.Snapshot part:
                Write("snapshot"u8, part.Cursor, j => WriteRows(j, part.Rows));
                break;
            case LiveMessage.Ready ready:
                Write("ready"u8, ready.Cursor, static _ => { });
                break;
            case LiveMessage.Changed changed:
                Write("changed"u8, changed.Cursor, j =>
                {
                    WriteRows(j, changed.Rows);
                    WriteKeys(j, changed.Removed);
                });
                break;
            case LiveMessage.Behind behind:
                Write("behind"u8, null, j => j.WriteNumber("merged"u8, behind.Merged));
                break;
            case LiveMessage.Stalled stalled:
                Write("stalled"u8, null, j =>
                {
                    j.WriteString("code"u8, stalled.Reason.Code);
                    j.WriteString("message"u8, stalled.Reason.Message);
                    j.WriteString("cure"u8, stalled.Reason.Cure);
                });
                break;
            case LiveMessage.Resumed resumed:
                Write("resumed"u8, resumed.Cursor, static _ => { });
                break;
            case LiveMessage.Ping ping:
                Write("ping"u8, ping.Cursor, j => WriteLag(j, ping.Lag));
                break;
        }
    }

    private void Write(ReadOnlySpan<byte> name, LiveCursor? cursor, Action<Utf8JsonWriter> write)
    {
        if (cursor is { } id)
        {
            output.Write("id: "u8);
            output.Write(Encoding.ASCII.GetBytes(id.ToString()));
            output.Write("\n"u8);
        }

        output.Write("event: "u8);
        output.Write(name);
        output.Write("\ndata: "u8);
        _json.Reset();
        _json.WriteStartObject();
        write(_json);
        _json.WriteEndObject();
        _json.Flush();
        output.Write("\n\n"u8);
    }

    private static void WriteRows(Utf8JsonWriter json, IReadOnlyList<LiveRow> rows)
    {
        json.WriteStartArray("rows"u8);
        foreach (var row in rows) json.WriteRawValue(row.Json, skipInputValidation: true);
        json.WriteEndArray();
    }

    private static void WriteKeys(Utf8JsonWriter json, IReadOnlyList<StockKey> keys)
    {
        json.WriteStartArray("removed"u8);
        foreach (var key in keys)
        {
            json.WriteStartObject();
            json.WriteString("location"u8, key.Location.Value);
            json.WriteString("item"u8, key.Item.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLag(Utf8JsonWriter json, ViewLag? lag)
    {
        if (lag is null) return;
        json.WriteNumber("behindMilliseconds"u8, lag.Milliseconds);
        json.WriteString("asOf"u8, lag.AsOf);
    }
}
