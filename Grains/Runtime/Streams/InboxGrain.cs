using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans.Concurrency;
using Sync.Contracts;
using Sync.Grains.Telemetry;
using Sync.Journal;

namespace Sync.Grains.Streams;

/// <summary>The door of the inbox. Keeps no state, so its calls may interleave.</summary>
[StatelessWorker]
[GrainType("inbox")]
internal sealed class InboxGrain(IInboxStore store, InboxQueues queues, InboxEnds ends, TimeProvider clock) : Grain, IInboxGrain
{
    public async Task<ImmutableArray<PublishReceipt>> Publish(string stream, ImmutableArray<InboundMessage> messages)
    {
        if (CallRefusal(stream, messages) is { } whole) return [.. messages.Select(m => new PublishReceipt(m.Id, 0, false, whole))];
        var refusals = messages.Select(InboxRules.Check).ToArray();
        var good = messages.Where((_, i) => refusals[i] is null).ToImmutableArray();
        var queue = queues.Of(stream);
        var places = good.IsEmpty ? [] : await store.AppendAsync(queue, stream, good, Instants.Truncate(clock.GetUtcNow()));
        if (!places.IsEmpty) ends.Saw(queue, places.Max(static p => p.Offset));
        InboxInstruments.OnPublished(places.Count(static p => !p.Known));
        var next = 0;
        return [.. messages.Select((m, i) => refusals[i] is { } refusal ? new PublishReceipt(m.Id, 0, false, refusal) : Receipt(m, places[next++]))];
    }

    public async Task<InboxOutcome?> Outcome(long number) => await store.FindAsync(number) is { } record ? AdapterStream.OutcomeOf(record) : null;

    public async Task<ImmutableArray<InboxRow>> List(InboxQuery query) => [.. (await store.ListAsync(query)).Select(Row)];

    public async Task<InboxDetail?> Find(long number)
    {
        if (await store.FindAsync(number) is not { } record) return null;
        var message = record.Message;
        var (body, cut) = Redaction.Show(message.Body.AsSpan());
        return new InboxDetail(
            Row(record), message.Key, Redaction.Blot(message.Headers), body, cut, Convert.ToHexStringLower(SHA256.HashData(message.Body.AsSpan())),
            ReceiptText.Read(record.Mark.Receipts), await store.ReadActsAsync(number));
    }

    private static Refusal? CallRefusal(string stream, ImmutableArray<InboundMessage> messages)
    {
        if (InboxRules.CheckStream(stream) is { } refusal) return refusal;
        if (messages.Length > InboxLimits.MaxMessages) return ErrorCodes.TooLarge.With($"the call has {messages.Length} messages: {InboxLimits.MaxMessages} are taken; none of them was");
        return messages.Sum(static m => m.Body.IsDefault ? 0L : m.Body.Length) > InboxLimits.MaxBodyBytes
            ? ErrorCodes.TooLarge.With($"the messages have more than {InboxLimits.MaxBodyBytes} bytes together; none of them was taken")
            : null;
    }

    private static PublishReceipt Receipt(InboundMessage message, InboxPlace place) => place.Same
        ? new PublishReceipt(message.Id, place.Number, place.Known)
        : new PublishReceipt(message.Id, 0, true, ErrorCodes.InboxConflict.With($"message {place.Number} has the id '{message.Id}' and another body"));

    private static InboxRow Row(InboxRecord record) => new(
        record.Number, record.Stream, record.Offset, record.Message.Id, record.Message.MediaType, record.Length, record.ReceivedAt, record.Mark.State, record.DecidedAt,
        record.Mark.Reason, [.. record.Mark.Summary.Select(static s => new VerdictCount(s.Key, s.Value))], record.Mark.Keys);
}
