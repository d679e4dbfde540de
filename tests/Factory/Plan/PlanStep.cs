using Sync.Factory.Books;

namespace Sync.Factory.Plan;

/// <summary>One step of the plan.</summary>
internal abstract record PlanStep
{
    private PlanStep()
    {
    }

    /// <summary>A system says something.</summary>
    /// <param name="Ref">Its identity.</param>
    /// <param name="Type">The update type without prefix and version, for example <c>stock.received</c>.</param>
    /// <param name="Position">The position it is about.</param>
    /// <param name="Offset">When it happened, from the start of the run.</param>
    /// <param name="Data">Its payload as JSON.</param>
    /// <param name="Meant">What it means.</param>
    /// <param name="After">Sent only when this one has its verdict.</param>
    /// <param name="PostingDate">Whether the payload states the posting date.</param>
    /// <param name="Sequence">The source's own count, where it keeps one.</param>
    public sealed record Say(
        UpdateRef Ref,
        string Type,
        Position Position,
        TimeSpan Offset,
        string Data,
        Meaning Meant,
        UpdateRef? After = null,
        bool PostingDate = false,
        long? Sequence = null) : PlanStep;

    /// <summary>An item that was spoken of before is registered.</summary>
    public sealed record Register(Item Item) : PlanStep;
}
