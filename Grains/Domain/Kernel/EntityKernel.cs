using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Decides updates for one kind of entity: gate, then model, then records. Pure apart from the head it is given. Thread-safe.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
public sealed class EntityKernel<TState>(EntityModel<TState> model, UpdateContracts contracts)
    where TState : class
{
    /// <summary>A kernel with the default contracts.</summary>
    public EntityKernel(EntityModel<TState> model)
        : this(model, UpdateContracts.Default)
    {
    }

    /// <summary>How many updates one key may hold; beyond, sources are told to retry later.</summary>
    public const int HeldLimit = 1000;

    /// <summary>How many identities are looked up at once.</summary>
    public const int LookupLimit = 500;

    /// <summary>The model.</summary>
    public EntityModel<TState> Model => model;

    /// <summary>What is agreed with sources.</summary>
    public UpdateContracts Contracts => contracts;

    /// <summary>Decides one update. On <see cref="Step.Decided"/> the head has moved on; otherwise it is unchanged.</summary>
    /// <param name="head">The entity.</param>
    /// <param name="update">An update whose target is this entity.</param>
    /// <param name="context">Instant and masters.</param>
    /// <param name="known">The journal's answer for this identity; null when it was not asked.</param>
    public Step Decide(EntityHead<TState> head, Update update, DecisionContext context, IReadOnlyCollection<KnownMark>? known = null) =>
        Decide(head, update, context, new Known(known, null));

    /// <summary>As the other, with what a look-up found; null when none was made.</summary>
    public Step Decide(EntityHead<TState> head, Update update, DecisionContext context, IdentityLookup? lookup) =>
        Decide(head, update, context, new Known(null, lookup));

    private Step Decide(EntityHead<TState> head, Update update, DecisionContext context, Known known)
    {
        if (!Fingerprints.TryOfContent(update, out var content))
            return new Step.Decided(Unspeakable(update), []);
        var identity = Fingerprints.OfIdentity(update.Id);
        var now = Instants.Truncate(context.Now > head.RecordedAt ? context.Now : head.RecordedAt);
        var writer = new RecordWriter<TState>(this, head, context with { Now = now });
        var agreed = contracts.OfSource(update);
        var finding = Find(head, update, agreed, identity, content, known.Of(head.Gate, update.Id));
        if (head.Gate.Epochs?.Meant(update.Id) is { } meant && finding is not (Gate.Finding.Perhaps or Gate.Finding.Same))
            return Meant(Decide(head, update with { Id = meant }, context, known with { Marks = null }), update.Id);
        if (finding is (Gate.Finding.Other or Gate.Finding.Taken) && IsBirth(update, agreed)) return Birth(writer, update, content, identity);
        switch (finding)
        {
            case Gate.Finding.Perhaps:
                return new Step.NeedsLookup(update.Id);
            case Gate.Finding.Same same:
                return new Step.Decided(new Receipt.Duplicate(update.Id, same.Version), []);
            case Gate.Finding.Other other:
                return Settle(writer, update, content, identity, new Decision.Hold(ErrorCodes.IdentityConflict.With(
                    $"{update.Id} was recorded with other content as version {other.Version} of {head.View.Key}")));
            case Gate.Finding.Taken taken:
                return Settle(writer, update, content, identity, new Decision.Hold(ErrorCodes.IdentityConflict.With(
                    $"sequence {taken.Sequence} of {update.Id.Source} was recorded at {head.View.Key} under another message id than {update.Id.MessageId}, or declared not to exist")));
        }

        if (update.Payload is ControlUpdate control) return new Controls<TState>(contracts, writer, update, content, identity).Decide(control);
        if (agreed is { KeepsHoles: true } && InSequence(writer, update, agreed) is { } step) return step;
        var wait = agreed is { Order: OrderRule.Strict } ? writer.Wait(update) : null;
        return Settle(writer, update, content, identity, wait is not null ? new Decision.Hold(wait) : writer.Decide(head.View.State, update, writer.Context));
    }

    /// <summary>What forbids to decide an update of a sequence whose holes are kept: no room for another hole, or history that is needed for those that it lets go.</summary>
    private static Step? InSequence(RecordWriter<TState> writer, Update update, UpdateContract agreed)
    {
        var head = writer.Head;
        if (update.Sequence is not { } sequence || head.Gate.Sequences?.Find(update.Id)?.Ranges is not { } ranges) return null;
        if (ranges.Count >= SequenceRanges.Limit && ranges.IsApart(sequence))
            return new Step.Decided(new Receipt.RetryLater(update.Id, ErrorCodes.TooManyHeld.With($"the sequence of {update.Id.Source} has {ranges.Count} gaps at {head.View.Key}")), []);
        return !head.View.Held.IsEmpty && sequence <= ranges.FirstMissing(agreed.FirstSequence) && writer.TurnsNeedHistory() ? Step.NeedsHistory.Instance : null;
    }

    /// <summary>True when a source says its first number again with other content, and it is agreed that it has started again then.</summary>
    private static bool IsBirth(Update update, UpdateContract? agreed) => agreed is { Reset: ResetRule.Birth } && update.Sequence == agreed.FirstSequence;

    /// <summary>A source has started its numbers again: its new epoch is opened, and the update is the first of it. Nothing is written before it is known
    /// that the update can be.</summary>
    private static Step Birth(RecordWriter<TState> writer, Update update, Fingerprint content, Fingerprint identity)
    {
        var (head, said) = (writer.Head, update.Id);
        var born = update with { Id = said with { Epoch = Epochs.Next(head, said) } };
        var decision = writer.Decide(head.View.State, born, writer.Context);
        if (decision is Decision.NeedHistory || writer.ConflictsNeedHistory() || (decision is Decision.Apply apply && writer.OwnNeedsHistory(born, apply.Event))) return Step.NeedsHistory.Instance;
        var isHeld = decision is Decision.Hold;
        if (decision is Decision.Refuse || (isHeld && (head.View.Held.Length >= HeldLimit || !StoredUpdates.CanBeKept(StoredUpdates.ToJson(born))))) return Settle(writer, update, content, identity, decision);
        writer.Write(update, content, identity, new KernelEvent.EpochOpened(said.Source, said.Epoch, born.Id.Epoch, $"{said} came again with other content", "contract"));
        return Meant(Settle(writer, born, content, Fingerprints.OfIdentity(born.Id), decision), said);
    }

    /// <summary>The step for an update that says an old epoch, told to who said it.</summary>
    private static Step Meant(Step step, UpdateId said) => step is Step.Decided decided ? decided with { Receipt = decided.Receipt with { Id = said } } : step;

    /// <summary>Begins to find out about those updates that <see cref="Step.NeedsLookup"/> may be said of: it is not asked whether memory has their content, which costs
    /// more than to look for one too many. What was decided before and is not durable yet,
    /// and what is decided meanwhile, the look-up knows by itself: see <see cref="Gate.Settle"/>.</summary>
    public static IdentityLookup LookUp(EntityHead<TState> head, ReadOnlySpan<Update> updates)
    {
        var lookup = head.Gate.Begin();
        foreach (var update in updates)
        {
            if (lookup.Ids.Count == LookupLimit) break;
            var asked = update;
            while (true)
            {
                var identity = Fingerprints.OfIdentity(asked.Id);
                if (head.Gate.MayHaveLeft(asked, identity)) lookup.Ask(asked.Id, identity);
                if (head.Gate.Epochs?.Meant(asked.Id) is not { } meant) break;
                asked = update with { Id = meant };
            }
        }

        head.Gate.TellUnderWay(lookup);
        return lookup;
    }

    private static Gate.Finding Find(
        EntityHead<TState> head, Update update, UpdateContract? agreed, Fingerprint identity, Fingerprint content, IReadOnlyCollection<KnownMark>? known) => known is null
        ? head.Gate.Check(update, identity, content)
        : head.Gate.Check(update, identity, content, known, agreed?.Identity == IdentityRule.Sequence);

    private static Receipt.Rejected Unspeakable(Update update) =>
        new(update.Id, ErrorCodes.InvalidPayload.With($"the data of {update.Id} has a value that its JSON cannot have"));

    private static Step Settle(RecordWriter<TState> writer, Update update, Fingerprint content, Fingerprint identity, Decision decision)
    {
        switch (decision)
        {
            case Decision.NeedHistory:
                return Step.NeedsHistory.Instance;
            case Decision.Refuse refuse:
                return new Step.Decided(new Receipt.Rejected(update.Id, refuse.Reason), []);
            case Decision.Hold hold when UpdateTypes.Of(update.Payload).Nature == Nature.Request:
                return new Step.Decided(new Receipt.Rejected(update.Id, hold.Reason), []);
            case Decision.Hold when writer.Head.View.Held.Length >= HeldLimit:
                return new Step.Decided(new Receipt.RetryLater(update.Id, ErrorCodes.TooManyHeld.With(
                    $"{writer.Head.View.Key} holds {HeldLimit} updates")), []);
            case Decision.Hold hold:
                var held = writer.Hold(update, hold.Reason);
                if (!StoredUpdates.CanBeKept(held.Update)) return new Step.Decided(Unspeakable(update), []);
                writer.Write(update, content, identity, held);
                var heldAs = writer.Head.Version;
                if (!SequenceTurns.IsTurn(hold.Reason)) writer.ReleaseTurns();
                return writer.Done(new Receipt.Held(update.Id, heldAs, hold.Reason));
            case Decision.Supersede supersede:
                writer.Write(update, content, identity, supersede.Event);
                var supersededAs = writer.Head.Version;
                writer.ReleaseTurns();
                return writer.Done(new Receipt.Superseded(update.Id, supersededAs));
            case Decision.Apply apply when writer.OwnNeedsHistory(update, apply.Event):
                return Step.NeedsHistory.Instance;
            case Decision.Apply apply:
                var written = writer.Write(update, content, identity, apply.Event);
                var version = writer.Head.Version;
                var flags = written.Identified?.SameAs is null ? apply.Flags : apply.Flags.Add(ReceiptFlags.SameContent);
                writer.ReleaseOwn();
                return writer.Done(new Receipt.Applied(update.Id, version, flags));
            default:
                writer.Write(update, content, identity, new KernelEvent.Noted());
                var notedAs = writer.Head.Version;
                writer.ReleaseTurns();
                return writer.Done(new Receipt.Applied(update.Id, notedAs, []));
        }
    }

    /// <summary>What the journal said of the update itself, or of all that were asked for.</summary>
    private readonly record struct Known(IReadOnlyCollection<KnownMark>? Marks, IdentityLookup? Lookup)
    {
        public IReadOnlyCollection<KnownMark>? Of(Gate gate, UpdateId id) => Marks ?? Lookup?.Find(gate, id);
    }
}
