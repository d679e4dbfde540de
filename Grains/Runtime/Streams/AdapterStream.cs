using System.Collections.Immutable;
using System.Diagnostics;
using Sync.Contracts;
using Sync.Domain.Inbox;
using Sync.Grains.Telemetry;
using Sync.Journal;

namespace Sync.Grains.Streams;

/// <summary>Takes the messages of one stream in the order of the log. What the stream delivers is only word that there is something: what is pending is read
/// from the log, so nothing that the engine lost or doubled on the way is lost or taken twice. Only a store that cannot be used makes it fail; then
/// the same is delivered again. One call at a time.</summary>
internal sealed partial class AdapterStream(string stream, StreamServices services)
{
    private const int Page = 16;
    private const int HoldsPage = 1_000;

    /// <summary>A turn over what waits ends after this; the next one goes on.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);

    /// <summary>The keys of what is dead or waits; null: not known yet.</summary>
    private HashSet<string>? _blocked;

    /// <summary>Takes every pending message up to an offset.</summary>
    public async Task TakeAsync(long upTo)
    {
        try
        {
            _blocked ??= (await HoldsAsync(long.MaxValue)).Keys;
            while (true)
            {
                var pending = await services.Store.ReadPendingAsync(stream, upTo, Page);
                foreach (var record in pending) await HandleAsync(record, _blocked, again: false);
                if (pending.Length < Page) return;
            }
        }
        catch
        {
            _blocked = null;
            throw;
        }
    }

    /// <summary>Takes what waits and no longer must, in order.</summary>
    public async Task ReleaseAsync()
    {
        _blocked = null;
        var (blocked, after, began) = (new HashSet<string>(StringComparer.Ordinal), 0L, services.Clock.GetTimestamp());
        ImmutableArray<InboxHold> holds;
        do
        {
            holds = await services.Store.ReadHoldsAsync(stream, after, HoldsPage);
            foreach (var hold in holds)
            {
                after = hold.Offset;
                var stays = hold.State == InboxState.Dead || (hold.Keys.Length > 0 && blocked.IsSupersetOf(hold.Keys)) || services.Clock.GetElapsedTime(began) > LongestTurn;
                if (!stays && await services.Store.FindAsync(hold.Number) is { Mark.State: InboxState.Waiting } record) await HandleAsync(record, blocked, again: false);
                else blocked.UnionWith(hold.Keys);
            }
        }
        while (holds.Length == HoldsPage);
        _blocked = blocked;
    }

    /// <summary>Submits every event of a message again.</summary>
    public async Task<InboxAnswer> ResubmitAsync(long number, InboxAct act)
    {
        if (await services.Store.FindAsync(number) is not { } record || record.Stream != stream) return Unknown(number);
        await services.Store.AddActAsync(number, act);
        if (record.Mark.State == InboxState.Pending)
        {
            await TakeAsync(record.Offset);
            return new InboxAnswer(OutcomeOf((await services.Store.FindAsync(number))!));
        }

        var verdict = await HandleAsync(record, (await HoldsAsync(record.Offset)).Keys, again: true);
        LogAct(services.Logger, act.By, act.Action, number, stream, verdict.State);
        await SettleAsync(act);
        return new InboxAnswer(new InboxOutcome(verdict.State, verdict.Reason, verdict.Receipts));
    }

    /// <summary>Gives a message up.</summary>
    public async Task<InboxAnswer> DiscardAsync(long number, InboxAct act)
    {
        if (await services.Store.FindAsync(number) is not { } record || record.Stream != stream) return Unknown(number);
        if (record.Mark.State is not (InboxState.Dead or InboxState.Waiting or InboxState.Discarded))
            return new InboxAnswer(null, ErrorCodes.InboxState.With($"message {number} is {record.Mark.State}: there is nothing to give up"));
        await services.Store.AddActAsync(number, act);
        var mark = record.Mark with { State = InboxState.Discarded, At = Now, Keys = [] };
        var known = record.Mark.State == InboxState.Discarded || await services.Store.SaveAsync(number, record.Revision, mark);
        if (!known) return new InboxAnswer(null, ErrorCodes.InboxState.With($"message {number} has changed meanwhile"));
        LogAct(services.Logger, act.By, act.Action, number, stream, InboxState.Discarded);
        await SettleAsync(act);
        return new InboxAnswer(OutcomeOf((await services.Store.FindAsync(number))!));
    }

    private DateTimeOffset Now => Instants.Truncate(services.Clock.GetUtcNow());

    /// <summary>How a stored message stands.</summary>
    public static InboxOutcome OutcomeOf(InboxRecord record) => new(record.Mark.State, record.Mark.Reason, ReceiptText.Read(record.Mark.Receipts));

    private static InboxAnswer Unknown(long number) => new(null, ErrorCodes.NotFound.With($"there is no message {number}"));

    private async Task SettleAsync(InboxAct act)
    {
        await ReleaseAsync();
        if (!(await HoldsAsync(long.MaxValue)).Dead) await services.Cases.CloseAsync(stream, act.Id);
    }

    /// <summary>The keys of what is dead or waits before an offset, and whether anything is dead.</summary>
    private async Task<(HashSet<string> Keys, bool Dead)> HoldsAsync(long before)
    {
        var (keys, dead, after) = (new HashSet<string>(StringComparer.Ordinal), false, 0L);
        while (true)
        {
            var holds = await services.Store.ReadHoldsAsync(stream, after, HoldsPage);
            foreach (var hold in holds.TakeWhile(h => h.Offset < before))
            {
                keys.UnionWith(hold.Keys);
                dead |= hold.State == InboxState.Dead;
                after = hold.Offset;
            }

            if (holds.Length < HoldsPage || holds[^1].Offset >= before) return (keys, dead);
        }
    }

    private async Task<InboxVerdict> HandleAsync(InboxRecord record, HashSet<string> blocked, bool again)
    {
        var before = ReceiptText.Read(record.Mark.Receipts);
        var plan = InboxPlan.Make(services.Mappers.Map(stream, record.Message), record.Message.Key, blocked, again ? [] : before);
        var receipts = await Submission.GiveAsync(services, Traced(plan.Updates, record.Message));
        var verdict = plan.Conclude(receipts).After(before);

        // What was done stays done, whatever a later reading of it says.
        if (record.Mark.State == InboxState.Done) return verdict;
        var mark = new InboxMark(verdict.State, Now, verdict.Reason, verdict.Keys, verdict.Summary, ReceiptText.Write(verdict.Receipts));
        if (!await services.Store.SaveAsync(record.Number, record.Revision, mark))
        {
            // Another activation was faster: what it wrote counts.
            var stored = (await services.Store.FindAsync(record.Number))!;
            verdict = new InboxVerdict(stored.Mark.State, stored.Mark.Reason, stored.Mark.Keys, ReceiptText.Read(stored.Mark.Receipts));
        }

        await TellAsync(record, verdict);
        if (verdict.State is InboxState.Dead or InboxState.Waiting) blocked.UnionWith(verdict.Keys);
        return verdict;
    }

    private async Task TellAsync(InboxRecord record, InboxVerdict verdict)
    {
        if (record.Mark.State == InboxState.Pending) InboxInstruments.OnDecided(verdict.State, services.Clock.GetUtcNow() - record.ReceivedAt);
        if (verdict.State == InboxState.Waiting && record.Mark.State != InboxState.Waiting) LogWaits(services.Logger, record.Number, stream, verdict.Reason!.Code);
        if (verdict.State != InboxState.Dead) return;
        LogDead(services.Logger, record.Number, stream, verdict.Reason!.Code, verdict.Keys.Length);
        await services.Cases.OpenAsync(stream, record.Number, record.Revision, verdict.Reason);
    }

    private static ImmutableArray<Update> Traced(ImmutableArray<Update> updates, InboundMessage message) =>
        message.Header(InboundMessage.TraceHeader) is { } trace && ActivityContext.TryParse(trace, null, out _)
            ? [.. updates.Select(u => u.TraceParent is null ? u with { TraceParent = trace } : u)]
            : updates;
}
