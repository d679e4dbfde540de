using System.Text.Json.Serialization.Metadata;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Cases;

/// <summary>The behaviour of a case. Pure, thread-safe.</summary>
public sealed class CaseModel : EntityModel<CaseState>
{
    /// <summary>How long after its opening a case must be acknowledged, where its cause says nothing else.</summary>
    public static readonly TimeSpan Due = TimeSpan.FromHours(4);

    /// <summary>The greatest length of a person's name, in characters.</summary>
    public const int PersonLength = 100;

    /// <summary>The greatest length of a note, in characters.</summary>
    public const int NoteLength = 1000;

    /// <inheritdoc/>
    public override string Kind => EntityKinds.Case;

    /// <inheritdoc/>
    public override int SnapshotSchema => 1;

    /// <inheritdoc/>
    public override JsonTypeInfo<CaseState> StateJson => CaseJson.Default.CaseState;

    /// <inheritdoc/>
    public override EventCodec Events { get; } = new(
        new EventCodec.Entry("case.opened", 1, CaseJson.Default.Opened),
        new EventCodec.Entry("case.owned", 1, CaseJson.Default.Owned),
        new EventCodec.Entry("case.acknowledged", 1, CaseJson.Default.Acknowledged),
        new EventCodec.Entry("case.resolved", 1, CaseJson.Default.Resolved),
        new EventCodec.Entry("case.overdue", 1, CaseJson.Default.Overdue));

    /// <inheritdoc/>
    public override CaseState Empty(EntityKey key) => new();

    /// <inheritdoc/>
    public override Decision Decide(CaseState state, Update update, in DecisionContext context) => update.Payload switch
    {
        CaseUpdate.Open open => Open(state, open, context.Now),
        CaseUpdate.FallDue due => FallDue(state, due),
        CaseUpdate.Own own => Person("owner", own.Owner) ?? NotLive(state, update.Target) ?? Own(state, own),
        CaseUpdate.Acknowledge seen => Person("by", seen.By) ?? NotLive(state, update.Target) ?? Acknowledge(state, seen),
        CaseUpdate.Resolve resolve => Person("by", resolve.By) ?? TooLong(resolve.Note) ?? Resolve(state, resolve, update.Target),
        _ => new Decision.Refuse(ErrorCodes.UnknownType.With($"{UpdateTypes.Of(update.Payload).FullName} cannot be said to a case")),
    };

    /// <inheritdoc/>
    public override CaseState Evolve(CaseState state, DomainEvent @event, in EventFacts facts) => @event switch
    {
        CaseEvent.Opened e => Opened(state, e, facts.RecordedAt),
        CaseEvent.Owned e => state with { Owner = e.Owner },
        CaseEvent.Acknowledged => state with { Status = CaseStatus.Acknowledged },
        CaseEvent.Resolved e => state with { Status = CaseStatus.Resolved, ResolvedAt = facts.RecordedAt, Note = e.Note },
        CaseEvent.Overdue => state with { Status = CaseStatus.Overdue },
        _ => state,
    };

    private static CaseState Opened(CaseState state, CaseEvent.Opened e, DateTimeOffset at) =>
        (state.IsLive ? state : new CaseState { OpenedAt = at }) with
        {
            Reason = e.Reason, About = e.About, Update = e.Update, Occurrences = e.Occurrences, DueAt = e.DueAt,
        };

    private static Decision.Apply Open(CaseState state, CaseUpdate.Open open, DateTimeOffset now) => new(new CaseEvent.Opened
    {
        Reason = open.Reason,
        About = open.About,
        Update = open.Update,
        Occurrences = state.IsLive ? Math.Min(state.Occurrences, int.MaxValue - 1) + 1 : 1,
        DueAt = state.IsLive ? state.DueAt : open.DueAt ?? now + Due,
    });

    private static Decision FallDue(CaseState state, CaseUpdate.FallDue due) =>
        state is { IsLive: true, Status: CaseStatus.Open } && state.DueAt == due.DueAt
            ? new Decision.Apply(new CaseEvent.Overdue { DueAt = due.DueAt })
            : Decision.Note.Instance;

    private static Decision Own(CaseState state, CaseUpdate.Own own) => state.Owner == own.Owner
        ? Decision.Note.Instance
        : new Decision.Apply(new CaseEvent.Owned { Owner = own.Owner });

    private static Decision Acknowledge(CaseState state, CaseUpdate.Acknowledge seen) => state.Status == CaseStatus.Acknowledged
        ? Decision.Note.Instance
        : new Decision.Apply(new CaseEvent.Acknowledged { By = seen.By });

    private static Decision Resolve(CaseState state, CaseUpdate.Resolve resolve, EntityKey key)
    {
        if (state is { Reason: not null, Status: CaseStatus.Resolved }) return Decision.Note.Instance;
        return NotLive(state, key) ?? new Decision.Apply(new CaseEvent.Resolved { By = resolve.By, Note = resolve.Note });
    }

    private static Decision? NotLive(CaseState state, EntityKey key) => state.IsLive
        ? null
        : new Decision.Refuse(ErrorCodes.CaseState.With($"{key} {(state.Reason is null ? "was never opened" : "is resolved")}"));

    private static Decision? Person(string member, string? name) => name is { Length: > 0 and <= PersonLength } && !string.IsNullOrWhiteSpace(name)
        ? null
        : new Decision.Refuse(ErrorCodes.FieldInvalid.With($"{member} must be 1 to {PersonLength} characters"));

    private static Decision? TooLong(string? note) => note is null or { Length: <= NoteLength }
        ? null
        : new Decision.Refuse(ErrorCodes.FieldInvalid.With($"note has {note.Length} characters: at most {NoteLength} are expected"));
}
