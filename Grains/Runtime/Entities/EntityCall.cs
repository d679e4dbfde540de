using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Entities;

/// <summary>Updates on their way through an entity: what was decided, what is left, and how many commits the receipts wait for. Decided in turns of the
/// entity; commits end wherever the journal says so. Answered once.</summary>
internal abstract class EntityCall(ImmutableArray<Update> updates) : EntityTurn
{
    private readonly Receipt[] _receipts = updates.IsEmpty ? [] : new Receipt[updates.Length];

    // Deciding, and every commit.
    private int _open = 1;
    private volatile Exception? _failure;
    private Exception? _thrown;

    public ImmutableArray<Update> Updates => updates;

    /// <summary>The place of the first update that has not been decided.</summary>
    public int Next { get; private set; }

    public bool IsDecided => Next == updates.Length;

    /// <summary>The updates that have not been decided.</summary>
    public ReadOnlyMemory<Update> Rest => updates.AsMemory()[Next..];

    /// <summary>What is known of the identities that memory was not sure of.</summary>
    public IdentityLookup? Lookup { get; set; }

    /// <summary>Why a part of this call was not stored; null as long as none is known to have failed.</summary>
    public Exception? Failure => _failure;

    /// <summary>Where it was handed over; null for a call that the runtime brought.</summary>
    public LocalEntity? Via { get; set; }

    /// <summary>Is decided where it was handed over.</summary>
    public override void Run() => Via!.Take(this);

    /// <summary>Every update has its receipt. Brief: called where a commit has ended.</summary>
    public abstract void OnAnswered(ImmutableArray<Receipt> receipts);

    /// <summary>The fate of a part is not known, or the program failed. Brief.</summary>
    public abstract void OnFailed(Exception failure);

    /// <summary>The activation has ended before anything was decided. Brief.</summary>
    public abstract void OnMissed();

    /// <summary>Takes the receipt of the next update. It stands when its commit ends well.</summary>
    public void Take(Receipt receipt) => _receipts[Next++] = receipt;

    /// <summary>Forgets receipts from a place on.</summary>
    public void Rewind(int to) => Next = to;

    /// <summary>One more commit to wait for.</summary>
    public void Begin() => Interlocked.Increment(ref _open);

    /// <summary>Deciding or a commit has ended. The last one answers.</summary>
    public void End()
    {
        if (Interlocked.Decrement(ref _open) > 0) return;
        if (_thrown is { } failure) OnFailed(failure);
        else OnAnswered(ImmutableCollectionsMarshal.AsImmutableArray(_receipts));
        Via?.OnEnded();
    }

    /// <summary>A part was not stored: what comes after it must not overtake it.</summary>
    public void Note(Exception failure) => _failure ??= failure;

    /// <summary>The call fails as a whole.</summary>
    public void Throw(Exception failure) => _thrown ??= failure;

    /// <summary>True when every receipt from a place on only points at records up to a version that is durable: nothing need be confirmed.</summary>
    public bool RestsOn(int from, long durable)
    {
        for (var i = from; i < Next; i++)
            if (_receipts[i] is not Receipt.Duplicate duplicate || duplicate.Version > durable) return false;
        return true;
    }

    /// <summary>True when a receipt of a part points at a record beyond a version that is durable.</summary>
    public bool HasDuplicateBeyond(Range part, long durable)
    {
        foreach (var receipt in _receipts.AsSpan(part))
            if (receipt is Receipt.Duplicate duplicate && duplicate.Version > durable) return true;
        return false;
    }

    /// <summary>Answers a part of which nothing was stored with «retry later», but for duplicates of what is durable.</summary>
    public void Fail(Range part, long durable, Exception e)
    {
        var reason = EntityFailures.Reason(e);
        foreach (ref var receipt in _receipts.AsSpan(part))
            if (receipt is not Receipt.Duplicate duplicate || duplicate.Version > durable) receipt = new Receipt.RetryLater(receipt.Id, reason);
    }

    /// <summary>Answers what has not been decided with «retry later».</summary>
    public void FailRest(Exception e)
    {
        var reason = EntityFailures.Reason(e);
        while (!IsDecided) Take(new Receipt.RetryLater(updates[Next].Id, reason));
    }
}
