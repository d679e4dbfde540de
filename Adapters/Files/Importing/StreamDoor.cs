using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Sync.Adapters;

/// <summary>The way of rows through the adapter stream of their folder: published as one message, and answered when the stream has taken it. The message is
/// known by what it says, so a batch that is given again, by whatever process, is there once. Thread-safe.</summary>
internal sealed class StreamDoor(IAdapterStream stream, RouterDoor router, IOptions<FilesOptions> options, TimeProvider clock) : IUpdateDoor
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    public Task<DateTimeOffset?> CountedAtAsync(EntityKey position, StockAccount account) => router.CountedAtAsync(position, account);

    public Task<SnapshotPage> CloseAsync(StockSnapshot snapshot, string? after) => router.CloseAsync(snapshot, after);

    public async Task<ImmutableArray<Receipt>> SubmitAsync(string adapter, ImmutableArray<Update> updates, CancellationToken cancellation)
    {
        var published = (await stream.PublishAsync(adapter, [Message(updates)]))[0];
        if (published.Refusal is { } refusal) return [.. updates.Select(u => new Receipt.RetryLater(u.Id, refusal))];
        var outcome = await DecidedAsync(published.Number, cancellation);
        var verdicts = outcome.Receipts.Where(static r => r.Receipt is not null).ToDictionary(static r => r.Line, static r => r.Receipt!);
        return [.. updates.Select((u, i) => verdicts.GetValueOrDefault(i + 1) is { } verdict ? AsNow(verdict, published.Known) : new Receipt.RetryLater(u.Id, Reason(outcome)))];
    }

    // What was published before was taken before: now it is a duplicate.
    private static Receipt AsNow(Receipt verdict, bool known) => verdict is Receipt.Applied applied && known ? new Receipt.Duplicate(applied.Id, applied.Version) : verdict;

    private static Refusal Reason(InboxOutcome outcome) => outcome.Reason ?? ErrorCodes.TimedOut.With("the stream has not taken the rows yet");

    private async Task<InboxOutcome> DecidedAsync(long number, CancellationToken cancellation)
    {
        var (began, pause) = (clock.GetTimestamp(), FirstLook);
        while (true)
        {
            await Task.Delay(pause, clock, cancellation);
            var outcome = await stream.OutcomeAsync(number) ?? throw new InvalidOperationException($"message {number} is no longer in the inbox");
            if (outcome.State is not (InboxState.Pending or InboxState.Waiting) || clock.GetElapsedTime(began) > options.Value.StreamPatience) return outcome;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // The trace is not a part of what a message says: the same rows have another one each time they are read.
    private static InboundMessage Message(ImmutableArray<Update> updates)
    {
        var text = new ArrayBufferWriter<byte>(512 * updates.Length);
        foreach (var update in updates)
        {
            UpdateJson.Write(update with { TraceParent = null }, text);
            text.Write("\n"u8);
        }

        var body = text.WrittenSpan.ToArray();
        ImmutableArray<InboundHeader> headers = updates[0].TraceParent is { } trace ? [new InboundHeader(InboundMessage.TraceHeader, trace)] : [];
        return new InboundMessage(Convert.ToHexStringLower(SHA256.HashData(body)), MediaTypes.Ndjson, ImmutableCollectionsMarshal.AsImmutableArray(body), null, headers);
    }
}
