using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Entities;

/// <summary>One call of Submit on its way: what was decided, what is left, and the commits that the receipts wait for.</summary>
internal sealed class EntityCall(ImmutableArray<Update> updates)
{
    private readonly Receipt[] _receipts = new Receipt[updates.Length];
    private readonly List<Task<Exception?>> _commits = new(1);

    /// <summary>The place of the first update that has not been decided.</summary>
    public int Next { get; private set; }

    public bool IsDecided => Next == updates.Length;

    /// <summary>The updates that have not been decided.</summary>
    public ReadOnlyMemory<Update> Rest => updates.AsMemory()[Next..];

    /// <summary>What is known of the identities that memory was not sure of.</summary>
    public IdentityLookup? Lookup { get; set; }

    /// <summary>Why a part of this call was not stored; null as long as none is known to have failed.</summary>
    public Exception? Failure => _commits.Find(static c => c.IsCompleted && (c.IsFaulted || c.Result is not null)) is { } failed
        ? failed.Exception ?? failed.Result
        : null;

    /// <summary>Takes the receipts of a stretch, which stand when its commit ends well.</summary>
    public void Take<TState>(Stretch<TState> stretch, Task<Exception?> commit)
        where TState : class
    {
        _commits.Add(commit);
        Next += stretch.Receipts.Count;
    }

    /// <summary>Gives the receipts of a stretch that is durable.</summary>
    public void Give<TState>(Stretch<TState> stretch)
        where TState : class
    {
        for (var i = 0; i < stretch.Receipts.Count; i++) _receipts[stretch.From + i] = stretch.Receipts[i];
    }

    /// <summary>Answers a stretch of which nothing was stored with «retry later», but for duplicates of what is durable.</summary>
    public void Fail<TState>(Stretch<TState> stretch, long durable, Exception e)
        where TState : class
    {
        var reason = EntityFailures.Reason(e);
        for (var i = 0; i < stretch.Receipts.Count; i++)
        {
            var receipt = stretch.Receipts[i];
            _receipts[stretch.From + i] = receipt is Receipt.Duplicate duplicate && duplicate.Version <= durable ? receipt : new Receipt.RetryLater(receipt.Id, reason);
        }
    }

    /// <summary>Answers what has not been decided with «retry later».</summary>
    public void FailRest(Exception e)
    {
        var reason = EntityFailures.Reason(e);
        for (; Next < updates.Length; Next++) _receipts[Next] = new Receipt.RetryLater(updates[Next].Id, reason);
    }

    /// <summary>Completes when all commits have ended; throws what one of them threw.</summary>
    public Task Ended => Task.WhenAll(_commits);

    /// <summary>The receipts, when all commits have ended.</summary>
    /// <exception cref="OutcomeUnknownException">The fate of one is not known.</exception>
    public async Task<ImmutableArray<Receipt>> ReceiptsAsync()
    {
        await Ended;
        return ImmutableArray.Create(_receipts);
    }
}
