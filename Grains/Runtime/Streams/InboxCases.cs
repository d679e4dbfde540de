using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Domain.Cases;

namespace Sync.Grains.Streams;

/// <summary>One case a stream, open as long as a message of it is set aside.</summary>
internal sealed partial class InboxCases(IGrainFactory grains, TimeProvider clock, ILogger<InboxCases> logger)
{
    private const string Kind = "stream";
    private const string Source = "/orleanssync/inbox";
    private const string System = "system";
    private static readonly TimeSpan Due = TimeSpan.FromHours(4);

    public Task OpenAsync(string stream, long number, int revision, Refusal reason)
    {
        var about = new EntityKey(Kind, stream);
        var why = ErrorCodes.InboxDead.With($"message {number} of stream {stream}: {reason.Message}");
        return TryAsync(stream, $"{number}/{revision}", new CaseUpdate.Open(why, about, null, Instants.Truncate(clock.GetUtcNow() + Due)));
    }

    public Task CloseAsync(string stream, string act) => TryAsync(stream, act, new CaseUpdate.Resolve(System, "No message of this stream is set aside."));

    // One attempt: the message itself stands in the inbox as dead.
    private async Task TryAsync(string stream, string id, CaseUpdate update)
    {
        try
        {
            var target = CaseIds.Of(ErrorCodes.InboxDead.Code, new EntityKey(Kind, stream));
            await grains.GetGrain<IUpdateRouterGrain>(0).Submit([new Update(new UpdateId(Source, 0, $"{stream}/{id}"), target, update, Instants.Truncate(clock.GetUtcNow()))]);
        }
        catch (Exception e)
        {
            LogFailed(e, stream);
        }
    }

    [LoggerMessage(4523, LogLevel.Warning, "The case of stream {Stream} could not be written")]
    private partial void LogFailed(Exception e, string stream);
}
