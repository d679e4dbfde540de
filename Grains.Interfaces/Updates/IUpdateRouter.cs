using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>The way of updates in a process that is a silo: no message to a router. Thread-safe.</summary>
public interface IUpdateRouter
{
    /// <summary>Submits every update to its entity: updates of one entity in order, different entities side by side.</summary>
    /// <param name="updates">1 to 5,000 updates.</param>
    /// <returns>One receipt an update, in order; the failure of one entity shows in its own receipts only.</returns>
    Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates);
}
