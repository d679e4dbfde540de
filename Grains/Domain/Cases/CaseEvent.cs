using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Cases;

/// <summary>What happened to a case.</summary>
public abstract record CaseEvent : DomainEvent
{
    private CaseEvent()
    {
    }

    /// <summary>Stored as <c>case.opened</c>: the cause was seen, for the first time or again.</summary>
    public sealed record Opened : CaseEvent
    {
        /// <summary>Code, message and cure.</summary>
        public required Refusal Reason { get; init; }

        /// <summary>The entity it is about.</summary>
        public required EntityKey About { get; init; }

        /// <summary>The update it is about, if one.</summary>
        public UpdateId? Update { get; init; }

        /// <summary>How often the cause was seen since the case opened: 1 when it opens.</summary>
        public required int Occurrences { get; init; }

        /// <summary>When it must be acknowledged; stays what it was as long as the case is open.</summary>
        public required DateTimeOffset DueAt { get; init; }
    }

    /// <summary>Stored as <c>case.owned</c>.</summary>
    public sealed record Owned : CaseEvent
    {
        /// <summary>Who took it.</summary>
        public required string Owner { get; init; }
    }

    /// <summary>Stored as <c>case.acknowledged</c>: the clock has stopped.</summary>
    public sealed record Acknowledged : CaseEvent
    {
        /// <summary>Who has seen it.</summary>
        public required string By { get; init; }
    }

    /// <summary>Stored as <c>case.resolved</c>.</summary>
    public sealed record Resolved : CaseEvent
    {
        /// <summary>Who closed it; <c>system</c> when the cause went away.</summary>
        public required string By { get; init; }

        /// <summary>What was done.</summary>
        public string? Note { get; init; }
    }

    /// <summary>Stored as <c>case.overdue</c>: nobody has seen it in time.</summary>
    public sealed record Overdue : CaseEvent
    {
        /// <summary>The time that has passed.</summary>
        public required DateTimeOffset DueAt { get; init; }
    }
}
