using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>The newest movements of a position, as they were recorded: for counts that come late and for reversals. Immutable; adding is cheap
/// however long it is, and what was added before is shared.</summary>
[JsonConverter(typeof(LedgerConverter))]
internal readonly record struct Ledger
{
    private readonly Node? _newest;

    private Ledger(Node? newest, int count)
    {
        _newest = newest;
        Count = count;
    }

    public int Count { get; }

    public static Ledger Of(IEnumerable<LedgerEntry> oldestFirst)
    {
        var ledger = default(Ledger);
        foreach (var entry in oldestFirst) ledger = ledger.Add(entry);
        return ledger;
    }

    public Ledger Add(in LedgerEntry entry) => new(new Node(entry, _newest), Count + 1);

    /// <summary>The sum of what moved on an account after an instant.</summary>
    public decimal After(StockAccount account, DateTimeOffset instant)
    {
        decimal sum = 0;
        for (var node = _newest; node is not null; node = node.Older)
            if (node.Entry.At > instant) sum += node.Entry.On(account);
        return sum;
    }

    /// <summary>True when a movement on the account began before an instant and ended after it.</summary>
    public bool Straddles(StockAccount account, DateTimeOffset instant)
    {
        for (var node = _newest; node is not null; node = node.Older)
            if (node.Entry.At > instant && node.Entry.Detail?.StartedAt < instant && node.Entry.On(account) != 0) return true;
        return false;
    }

    /// <summary>The movement that a source reported under a message id: of this epoch, else of the newest epoch before it.</summary>
    public LedgerEntry? Find(string source, string messageId, int epoch)
    {
        LedgerEntry? found = null;
        for (var node = _newest; node is not null; node = node.Older)
        {
            var id = node.Entry.Id;
            if (id.MessageId != messageId || id.Source != source || id.Epoch > epoch) continue;
            if (id.Epoch == epoch) return node.Entry;
            if (found is null || id.Epoch > found.Value.Id.Epoch) found = node.Entry;
        }

        return found;
    }

    /// <summary>The movement that a record of this version holds.</summary>
    public LedgerEntry? At(long version)
    {
        for (var node = _newest; node is not null; node = node.Older)
            if (node.Entry.Version == version) return node.Entry;
        return null;
    }

    /// <summary>How much of a movement has been reversed.</summary>
    public decimal Reversed(in LedgerEntry movement)
    {
        var sum = movement.Detail?.Reversed ?? 0;
        for (var node = _newest; node is not null; node = node.Older)
            if (node.Entry.Detail?.Reverses is { } reversed && reversed == movement.Id) sum += Math.Abs(node.Entry.Amount);
        return sum;
    }

    /// <summary>The entries, oldest first.</summary>
    public ImmutableArray<LedgerEntry> ToArray()
    {
        var entries = new LedgerEntry[Count];
        var i = Count;
        for (var node = _newest; node is not null; node = node.Older) entries[--i] = node.Entry;
        return ImmutableArray.Create(entries);
    }

    private sealed class Node(in LedgerEntry entry, Node? older)
    {
        public readonly LedgerEntry Entry = entry;
        public readonly Node? Older = older;
    }
}
