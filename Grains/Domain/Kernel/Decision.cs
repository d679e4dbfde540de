using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>What a model makes of one update.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>It changes the entity.</summary>
    /// <param name="Event">The one event that becomes its record.</param>
    /// <param name="Flags">What a person should know; see <see cref="ReceiptFlags"/>.</param>
    public sealed record Apply(DomainEvent Event, ImmutableArray<string> Flags) : Decision
    {
        /// <summary>An event without flags.</summary>
        public Apply(DomainEvent @event)
            : this(@event, [])
        {
        }
    }

    /// <summary>An absolute value older than what is known: recorded, no effect on the present.</summary>
    /// <param name="Event">The event that becomes its record.</param>
    public sealed record Supersede(DomainEvent Event) : Decision;

    /// <summary>A fact that cannot be placed yet: park it on its key.</summary>
    /// <param name="Reason">What it waits for.</param>
    public sealed record Hold(Refusal Reason) : Decision;

    /// <summary>A request, or a malformed update, that is refused: nothing changes.</summary>
    /// <param name="Reason">Why, and what to do.</param>
    public sealed record Refuse(Refusal Reason) : Decision;

    /// <summary>Nothing to change; its identity is recorded.</summary>
    public sealed record Note : Decision
    {
        /// <summary>The only value.</summary>
        public static Note Instance { get; } = new();
    }

    /// <summary>The state at hand has forgotten what is needed (compacted history): decide again with
    /// <see cref="DecisionContext.FullHistory"/> state folded from the first record.</summary>
    public sealed record NeedHistory : Decision
    {
        /// <summary>The only value.</summary>
        public static NeedHistory Instance { get; } = new();
    }
}
