using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Turns the decisions of one step into records and moves the head on.</summary>
internal sealed class RecordWriter<TState>(EntityKernel<TState> kernel, EntityHead<TState> head, DecisionContext context)
    where TState : class
{
    private ImmutableArray<JournalRecord> _records = [];

    public EntityHead<TState> Head => head;

    public DecisionContext Context => context;

    /// <summary>How that is decided again which was held on the whole history.</summary>
    private DecisionContext Waited => context with { FullHistory = true, OnlyNews = !context.FullHistory };

    public Step Done(Receipt receipt) => new Step.Decided(receipt, _records);

    /// <summary>Writes the record of an event, which is given back with what the kernel says in it.</summary>
    public DomainEvent Write(Update update, Fingerprint content, Fingerprint identity, DomainEvent @event)
    {
        @event = HeldChanges.Told(head.View.Held, @event, update.Id, content, head.Gate.Overdue is not null);
        if (kernel.Contracts.OfSource(update) is { } agreed) @event = Marked(agreed, update, content, identity, @event);
        var form = kernel.Model.Events.Form(@event, context.Formats);
        @event = form.AsStored(@event);
        if (kernel.Model.Imbalance(head.View.State, @event) is { } imbalance) throw new NotConservedException(head.View.Key, head.Version + 1, imbalance);
        var record = RecordChain.Make(
            head.Hash, head.View.Key, head.Version + 1, context.Now, OccurredAt(update), update.Id, update.Sequence, content,
            form.Kind, form.Schema, form.Write(@event), update.TraceParent, update.CausationId, update.CorrelationId);
        record.Keep(@event);
        head.Apply(kernel.Model, record, @event, identity);
        _records = _records.Add(record);
        return @event;
    }

    /// <summary>How the identity is remembered, and whether the content is known under another. A conflict is remembered as what it is: one more message id.</summary>
    private DomainEvent Marked(UpdateContract agreed, Update update, Fingerprint content, Fingerprint identity, DomainEvent @event)
    {
        var first = agreed.Identity == IdentityRule.Sequence && update.Sequence is not null && !(@event is KernelEvent.Held held && held.Reason.Code == ErrorCodes.IdentityConflict.Code)
            ? agreed.FirstSequence
            : (long?)null;
        var same = agreed.SameContent ? head.Gate.Window.FindContent(content, identity, first is null ? identity : Fingerprints.OfIdentity(identity, update.Sequence!.Value))?.Version : null;
        return first is null && same is null ? @event : @event with { Identified = new IdentityMark(first, same) };
    }

    /// <summary>The event that holds an update, with the masters that were seen.</summary>
    public KernelEvent.Held Hold(Update update, Refusal reason) => new(
        StoredUpdates.ToJson(update), reason, context.Plant?.Version, context.Item?.Version,
        reason.Code == ErrorCodes.SequenceGap.Code && kernel.Contracts.OfSource(update)?.GapTimeout is { } timeout ? context.Now + timeout : null);

    /// <summary>Why an update must wait for its turn, or null when nothing is before it.</summary>
    public Refusal? Wait(Update update) => kernel.Contracts.OfSource(update) is { Order: OrderRule.Strict } agreed
        ? SequenceTurns.Wait(head.Gate, head.View.Held, update, agreed.FirstSequence)
        : null;

    /// <summary>Decides those held updates whose turn has come, one after the other. What is parked then keeps those behind it, and they say so.</summary>
    /// <returns>True when any was decided.</returns>
    public bool ReleaseTurns()
    {
        if (head.View.Held.IsEmpty) return false;
        var any = false;
        while (NextTurn() is { } held && Again(held, context) is var decision and not Decision.NeedHistory)
        {
            Release(held, decision);
            any = true;
        }

        RenameTurns();
        return any;
    }

    /// <summary>What waits for its turn says for what: for a gap, or for an update that is held.</summary>
    private void RenameTurns()
    {
        foreach (var held in head.View.Held)
        {
            if (!SequenceTurns.IsTurn(held.Reason) || kernel.Contracts.OfSource(held.Update) is not { Order: OrderRule.Strict } agreed) continue;
            if (SequenceTurns.IsBehindGap(head.Gate, held.Update, agreed.FirstSequence) == (held.Reason.Code == ErrorCodes.SequenceGap.Code)) continue;
            if (Wait(held.Update) is { } reason) Release(held, new Decision.Hold(reason));
        }
    }

    /// <summary>True when an update whose turn may come now cannot be decided without the whole history.</summary>
    public bool TurnsNeedHistory() => !context.FullHistory && head.View.Held.Any(h => SequenceTurns.IsTurn(h.Reason) && Again(h, context) is Decision.NeedHistory);

    /// <summary>True when a conflict that would belong to a new epoch cannot be decided without the whole history.</summary>
    public bool ConflictsNeedHistory() => !context.FullHistory && head.View.Held.Any(h => h.Reason.Code == ErrorCodes.IdentityConflict.Code && Again(h, context) is Decision.NeedHistory);

    /// <summary>True when a corrected update cannot be decided without the whole history.</summary>
    public bool NeedsHistory(HeldUpdate held) => !context.FullHistory && Again(held, context) is Decision.NeedHistory;

    /// <summary>True when the event lets go what waited for this entity's own history, and that cannot be decided without the whole of it. Asked before
    /// the event is written: afterwards there is no way back.</summary>
    public bool OwnNeedsHistory(Update update, DomainEvent @event)
    {
        if (context.FullHistory) return false;
        TState? after = null;
        foreach (var held in head.View.Held)
        {
            if (!kernel.Model.WaitsForOwnHistory(held.Reason)) continue;
            after ??= kernel.Model.Evolve(
                head.View.State, @event, new EventFacts(head.Version + 1, update.Id, OccurredAt(update), context.Now));
            if (Decide(after, Dated(held), Waited) is Decision.NeedHistory) return true;
        }

        return false;
    }

    /// <summary>The update that is next in some strict sequence, or null when all must wait. Of one source only the lowest sequence can be.</summary>
    private HeldUpdate? NextTurn()
    {
        List<HeldUpdate>? lowest = null;
        foreach (var held in head.View.Held)
        {
            if (!SequenceTurns.IsTurn(held.Reason)) continue;
            var at = lowest?.FindIndex(h => h.Update.Id.Epoch == held.Update.Id.Epoch && h.Update.Id.Source == held.Update.Id.Source) ?? -1;
            if (at < 0) (lowest ??= []).Add(held);
            else if (held.Update.Sequence < lowest![at].Update.Sequence) lowest[at] = held;
        }

        return lowest?.Find(h => Wait(h.Update) is null);
    }

    /// <summary>Decides those held updates again that wait for this entity's own history, until no release allows another. What can never be placed
    /// now that its history is here is held anew, for the reason that a person must know. They were held when the whole history was known and are
    /// decided after each record: only what came just now can be new to them, and that is not forgotten yet. What needs more than that waits on, and
    /// asks for the whole history when the next update comes.</summary>
    public void ReleaseOwn()
    {
        bool released;
        do
        {
            released = ReleaseTurns();
            foreach (var held in head.View.Held)
            {
                if (!kernel.Model.WaitsForOwnHistory(held.Reason)) continue;
                var decision = Again(held, Waited);
                if (decision is Decision.NeedHistory or Decision.Refuse || (decision is Decision.Hold hold && kernel.Model.WaitsForOwnHistory(hold.Reason))) continue;
                Release(held, decision);
                released = true;
            }
        }
        while (released);
    }

    /// <summary>Decides held updates again. What still cannot be placed is held anew, so that whoever knows what it waits for is told again.</summary>
    public void ReleaseAll(UpdateId? only)
    {
        foreach (var held in Resumable(only))
            if (Again(held, context) is var decision and not Decision.NeedHistory) Release(held, decision);
        ReleaseOwn();
    }

    /// <summary>True when a held update cannot be decided without the whole history.</summary>
    public bool ReleaseNeedsHistory(UpdateId? only) => Resumable(only).Any(h => Again(h, context) is Decision.NeedHistory);

    private IEnumerable<HeldUpdate> Resumable(UpdateId? only) => head.View.Held.Where(h =>
        (only is null || h.Update.Id == only) && h.Reason.Code != ErrorCodes.IdentityConflict.Code && !SequenceTurns.IsTurn(h.Reason));

    /// <summary>An update that does not say when it happened was taken to have happened when it was recorded first: when it was held.</summary>
    private static Update Dated(HeldUpdate held) =>
        held.Update is { OccurredAt: null, LocalTime: null } ? held.Update with { OccurredAt = held.Since } : held.Update;

    private Decision Again(HeldUpdate held, DecisionContext knowing) => Decide(head.View.State, Dated(held), knowing);

    /// <summary>What the model makes of an update, once it is known when it happened.</summary>
    public Decision Decide(TState state, Update update, in DecisionContext knowing)
    {
        if (update is not { OccurredAt: null, LocalTime: { } local }) return kernel.Model.Decide(state, update, knowing);
        return LocalTimes.Resolve(local, knowing.Plant, out var at) is { } reason ? new Decision.Hold(reason) : kernel.Model.Decide(state, update with { OccurredAt = at }, knowing);
    }

    private DateTimeOffset OccurredAt(Update update) => Instants.Truncate((update.OccurredAt ?? LocalTimes.Of(update, context.Plant)) ?? context.Now);

    private void Release(HeldUpdate held, Decision decision)
    {
        var update = held.Update;
        DomainEvent @event = decision switch
        {
            Decision.Apply apply => apply.Event,
            Decision.Supersede supersede => supersede.Event,
            Decision.Hold hold => Hold(update, hold.Reason),
            Decision.Refuse refuse => Hold(update, refuse.Reason),
            _ => new KernelEvent.Noted(),
        };
        var content = Fingerprints.OfContent(update);
        Write(@event is KernelEvent.Held ? update : Dated(held), content, Fingerprints.OfIdentity(update.Id), @event);
    }
}
