using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Decides updates for one kind of entity: gate, then model, then records. Pure apart from the head it is given. Thread-safe.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
public sealed class EntityKernel<TState>(EntityModel<TState> model)
    where TState : class
{
    /// <summary>How many updates one key may hold; beyond, sources are told to retry later.</summary>
    public const int HeldLimit = 1000;

    /// <summary>How many identities are looked up at once.</summary>
    public const int LookupLimit = 500;

    /// <summary>The model.</summary>
    public EntityModel<TState> Model => model;

    /// <summary>Decides one update. On <see cref="Step.Decided"/> the head has moved on; otherwise it is unchanged.</summary>
    /// <param name="head">The entity.</param>
    /// <param name="update">An update whose target is this entity.</param>
    /// <param name="context">Instant and masters.</param>
    /// <param name="known">The journal's answer for this identity; null when it was not asked.</param>
    public Step Decide(EntityHead<TState> head, Update update, DecisionContext context, IReadOnlyCollection<KnownMark>? known = null)
    {
        var content = Fingerprints.OfContent(update);
        var identity = Fingerprints.OfIdentity(update.Id);
        var now = Instants.Truncate(context.Now > head.RecordedAt ? context.Now : head.RecordedAt);
        var writer = new RecordWriter<TState>(model, head, context with { Now = now });
        switch (known is null ? head.Gate.Check(identity, content) : head.Gate.Check(identity, content, known))
        {
            case Gate.Finding.Perhaps:
                return new Step.NeedsLookup(update.Id);
            case Gate.Finding.Same same:
                return new Step.Decided(new Receipt.Duplicate(update.Id, same.Version), []);
            case Gate.Finding.Other other:
                return Settle(writer, update, content, identity, new Decision.Hold(ErrorCodes.IdentityConflict.With(
                    $"{update.Id} was recorded with other content as version {other.Version} of {head.View.Key}")));
        }

        return update.Payload is ControlUpdate control
            ? Control(writer, update, control, content, identity)
            : Settle(writer, update, content, identity, model.Decide(head.View.State, update, writer.Context));
    }

    /// <summary>Begins to find out about those updates that <see cref="Step.NeedsLookup"/> would be said of. Everything that was decided before must
    /// be durable when the journal is asked.</summary>
    public static IdentityLookup LookUp(EntityHead<TState> head, ReadOnlySpan<Update> updates)
    {
        var lookup = head.Gate.Begin();
        foreach (var update in updates)
        {
            if (lookup.Ids.Count == LookupLimit) break;
            var identity = Fingerprints.OfIdentity(update.Id);
            if (head.Gate.Check(identity, Fingerprints.OfContent(update)) is Gate.Finding.Perhaps) lookup.Ask(update.Id, identity);
        }

        return lookup;
    }

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
                writer.Write(update, content, identity, writer.Hold(update, hold.Reason));
                return writer.Done(new Receipt.Held(update.Id, writer.Head.Version, hold.Reason));
            case Decision.Supersede supersede:
                writer.Write(update, content, identity, supersede.Event);
                return writer.Done(new Receipt.Superseded(update.Id, writer.Head.Version));
            case Decision.Apply apply:
                writer.Write(update, content, identity, apply.Event);
                var version = writer.Head.Version;
                writer.ReleaseOwn();
                return writer.Done(new Receipt.Applied(update.Id, version, apply.Flags));
            default:
                writer.Write(update, content, identity, new KernelEvent.Noted());
                return writer.Done(new Receipt.Applied(update.Id, writer.Head.Version, []));
        }
    }

    private static Step Control(
        RecordWriter<TState> writer, Update update, ControlUpdate control, Fingerprint content, Fingerprint identity)
    {
        switch (control)
        {
            case ControlUpdate.Resume resume when writer.ReleaseNeedsHistory(resume.Only):
                return Step.NeedsHistory.Instance;
            case ControlUpdate.Resume resume:
                writer.Write(update, content, identity, new KernelEvent.Resumed(resume.Only));
                var version = writer.Head.Version;
                writer.ReleaseAll(resume.Only);
                return writer.Done(new Receipt.Applied(update.Id, version, []));
            case ControlUpdate.Discard discard when !writer.Head.View.Held.Any(h => h.Update.Id == discard.Held):
                return new Step.Decided(new Receipt.Rejected(update.Id, ErrorCodes.HeldUnknown.With(
                    $"{discard.Held} is not held at {writer.Head.View.Key}")), []);
            case ControlUpdate.Discard discard:
                writer.Write(update, content, identity, new KernelEvent.Discarded(discard.Held, discard.Reason, discard.By));
                return writer.Done(new Receipt.Applied(update.Id, writer.Head.Version, []));
            default:
                throw new InvalidOperationException($"{control.GetType().Name} is not a control update that is known here");
        }
    }
}
