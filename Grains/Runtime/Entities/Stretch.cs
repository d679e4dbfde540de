using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Entities;

/// <summary>Updates that were decided in one turn, and the records that must be durable before their receipts are given.</summary>
internal sealed class Stretch<TState>(int from)
    where TState : class
{
    private readonly List<Receipt> _receipts = [];

    public ImmutableArray<JournalRecord>.Builder Records { get; } = ImmutableArray.CreateBuilder<JournalRecord>();

    public EntityView<TState>? View { get; set; }

    /// <summary>What the next update needs before it can be decided; null when all were.</summary>
    public Step? Need { get; private set; }

    /// <summary>The place of its first update in the call.</summary>
    public int From => from;

    public IReadOnlyList<Receipt> Receipts => _receipts;

    public bool Add(Step step)
    {
        if (step is not Step.Decided decided)
        {
            Need = step;
            return false;
        }

        _receipts.Add(decided.Receipt);
        Records.AddRange(decided.Records);
        return true;
    }

    /// <summary>True when every receipt only points at records up to a version that is durable: nothing need be confirmed.</summary>
    public bool RestsOn(long durable) => _receipts.TrueForAll(r => r is Receipt.Duplicate duplicate && duplicate.Version <= durable);

    /// <summary>True when a receipt points at a record beyond a version that is durable.</summary>
    public bool HasDuplicateBeyond(long durable) => _receipts.Exists(r => r is Receipt.Duplicate duplicate && duplicate.Version > durable);
}
