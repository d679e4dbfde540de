using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>The way of updates in a process that is a silo: no message to a router. Thread-safe.</summary>
public interface IUpdateRouter
{
    /// <summary>Submits every update to its entity: updates of one entity in order, different entities side by side.</summary>
    /// <param name="updates">1 to 5,000 updates.</param>
    /// <returns>One receipt an update, in order; the failure of one entity shows in its own receipts only.</returns>
    Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates);

    /// <summary>As the other, for a caller that does not wait as long as a call may take.</summary>
    /// <param name="updates">1 to 5,000 updates.</param>
    /// <param name="patience">How long an entity may take, more than none. Who takes longer gets <see cref="Receipt.Unknown"/> with
    /// <see cref="ErrorCodes.TimedOut"/>, and the receipts of the others come.</param>
    /// <returns>One receipt an update, in order; the failure of one entity shows in its own receipts only.</returns>
    Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates, TimeSpan patience);
}
