using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>The newest movements of a position, as they were recorded: for counts that come late and for reversals. Immutable; adding is cheap
/// however long it is, and what was added before is shared.</summary>
[JsonConverter(typeof(LedgerConverter))]
internal readonly record struct Ledger
{
    private readonly LedgerPage? _newest;

    /// <summary>How many places of the newest page are of this ledger: another that came from it may have written more.</summary>
    private readonly int _used;

    private Ledger(LedgerPage newest, int used, int count)
    {
        _newest = newest;
        _used = used;
        Count = count;
    }

    public int Count { get; }

    public static Ledger Of(IEnumerable<LedgerEntry> oldestFirst)
    {
        var ledger = default(Ledger);
        foreach (var entry in oldestFirst) ledger = ledger.Add(entry);
        return ledger;
    }

    public Ledger Add(in LedgerEntry entry)
    {
        if (_newest?.TryAdd(entry, _used) == true) return new(_newest, _used + 1, Count + 1);
        var page = new LedgerPage(_newest, _used, entry.Id.MessageId.Length);
        page.TryAdd(entry, 0);
        return new(page, 1, Count + 1);
    }

    /// <summary>The sum of what moved on an account after an instant.</summary>
    public decimal After(StockAccount account, DateTimeOffset instant)
    {
        decimal sum = 0;
        foreach (var entry in this)
            if (entry.IsAfter(instant)) sum += entry.On(account);
        return sum;
    }

    /// <summary>True when a movement on the account began before an instant and ended after it.</summary>
    public bool Straddles(StockAccount account, DateTimeOffset instant)
    {
        foreach (var entry in this)
            if (entry.IsAfter(instant) && entry.Detail?.StartedAt < instant && entry.On(account) != 0) return true;
        return false;
    }

    /// <summary>The movement that a source reported under a message id: of this epoch, else of the newest epoch before it.</summary>
    public LedgerEntry? Find(string source, string messageId, int epoch)
    {
        LedgerEntry? found = null;
        foreach (var entry in this)
        {
            if (entry.Epoch > epoch || !entry.Is(source, messageId)) continue;
            if (entry.Epoch == epoch) return entry.ToEntry();
            if (found is null || entry.Epoch > found.Value.Id.Epoch) found = entry.ToEntry();
        }

        return found;
    }

    /// <summary>The movement that a record of this version holds.</summary>
    public LedgerEntry? At(long version)
    {
        foreach (var entry in this)
            if (entry.Version == version) return entry.ToEntry();
        return null;
    }

    /// <summary>How much of a movement has been reversed.</summary>
    public decimal Reversed(in LedgerEntry movement)
    {
        var sum = movement.Detail?.Reversed ?? 0;
        foreach (var entry in this)
            if (entry.Detail?.Reverses is { } reversed && reversed == movement.Id) sum += Math.Abs(entry.Amount);
        return sum;
    }

    /// <summary>The entries, oldest first.</summary>
    public ImmutableArray<LedgerEntry> ToArray()
    {
        var entries = new LedgerEntry[Count];
        var i = Count;
        foreach (var entry in this) entries[--i] = entry.ToEntry();
        return ImmutableArray.Create(entries);
    }

    /// <summary>The newest first.</summary>
    public Enumerator GetEnumerator() => new(_newest, _used);

    internal struct Enumerator(LedgerPage? page, int used)
    {
        private LedgerPage? _page = page;
        private int _at = used;

        public readonly LedgerPage.Place Current => new(_page!, _at);

        public bool MoveNext()
        {
            if (--_at >= 0) return true;
            if (_page?.Older is not { } older) return false;
            _at = _page.OlderUsed - 1;
            _page = older;
            return true;
        }
    }
}
