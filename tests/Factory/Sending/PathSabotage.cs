using System.Text.Json.Nodes;

namespace Sync.Factory.Sending;

/// <summary>The sabotage «double» on the path: now and then an update reaches the system a second time under another id, which no book knows. The
/// system must count it; the witness must notice.</summary>
internal sealed class PathSabotage(UpdatesClient client)
{
    private const int Every = 40;
    private int _seen;

    public Func<CancellationToken, Task>? Twin(Message message)
    {
        if (_seen++ % Every != 3) return null;
        var json = JsonNode.Parse(message.Event.Span)!;
        json["id"] = message.Ref.Id + "-B";
        var twin = message with { Event = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), Ref = message.Ref with { Id = message.Ref.Id + "-B" } };
        return cancellation => client.Post(CallShape.Single, [twin], cancellation);
    }
}
