using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Some movements of a ledger, one beside the other and without an object for each: they are what a position holds longest, and what a collection
/// of memory would have to mark and move most of. Places are written once, in order. Who adds takes the next place if it is still free, so ledgers that came
/// from the same one never see each other's. Thread-safe.</summary>
internal sealed class LedgerPage
{
    private const int Least = 2;
    private const int Most = 32;

    /// <summary>What so many entries can repeat goes on from page to page; where there is more, each page has its own.</summary>
    private const int MostShared = 32;
    private readonly Slot[] _slots;
    private readonly char[] _ids;
    private Table<StockAccount> _accounts;
    private Table<string> _sources;
    private Table<LedgerDetail> _details;
    private int _taken;

    /// <param name="older">The page before it; null for the first.</param>
    /// <param name="olderUsed">How many places of that page are of the same ledger.</param>
    /// <param name="idLength">How long the message ids are that it will hold, as far as one can tell. Longer ones make a shorter page.</param>
    public LedgerPage(LedgerPage? older, int olderUsed, int idLength)
    {
        var capacity = older is null ? Least : Math.Min(Most, older._slots.Length * 2);
        _slots = new Slot[capacity];
        _ids = new char[capacity * (idLength + 1)];
        (Older, OlderUsed) = (older, olderUsed);
        if (older is null) return;
        lock (older._slots) (_accounts, _sources) = (older._accounts.Share(), older._sources.Share());
    }

    public LedgerPage? Older { get; }

    public int OlderUsed { get; }

    /// <summary>Adds an entry behind the first <paramref name="used"/>.</summary>
    /// <returns>False where the page is full, or another ledger has taken the place.</returns>
    public bool TryAdd(in LedgerEntry entry, int used)
    {
        // What two threads make of one state must not meet here. Nobody is ever there for longer than a few writes.
        lock (_slots)
        {
            var start = IdStart(used);
            var end = start + entry.Id.MessageId.Length;
            if (used != _taken || used == _slots.Length || end > _ids.Length) return false;
            _taken = used + 1;
            entry.Id.MessageId.CopyTo(_ids.AsSpan(start));
            _slots[used] = new Slot(
                entry.Amount,
                entry.At.UtcTicks,
                entry.Version,
                entry.Id.Epoch,
                (short)entry.At.TotalOffsetMinutes,
                (ushort)end,
                (byte)_accounts.Place(entry.Account),
                (byte)_sources.Place(entry.Id.Source),
                (byte)entry.Movement,
                entry.Detail is null ? Slot.None : (byte)_details.Place(entry.Detail));
            return true;
        }
    }

    private int IdStart(int place) => place == 0 ? 0 : _slots[place - 1].IdEnd;

    private readonly record struct Slot(
        decimal Amount, long At, long Version, int Epoch, short Offset, ushort IdEnd, byte Account, byte Source, byte Movement, byte Detail)
    {
        public const byte None = byte.MaxValue;
    }

    /// <summary>What entries repeat, once. Values are added at the end, and never change; where another page may add too, to a copy.</summary>
    private struct Table<T>
        where T : IEquatable<T>
    {
        private T[]? _values;
        private byte _count;
        private bool _isShared;

        public readonly T this[int place] => _values![place];

        public int Place(T value)
        {
            var known = _values.AsSpan(0, _count).IndexOf(value);
            if (known >= 0) return known;
            if (_values is null || _isShared || _count == _values.Length) Array.Resize(ref _values, Math.Max(1, _count * 2));
            _isShared = false;
            _values[_count] = value;
            return _count++;
        }

        /// <summary>The same values for another page.</summary>
        public readonly Table<T> Share() => _count > MostShared ? default : new Table<T> { _values = _values, _count = _count, _isShared = true };
    }

    /// <summary>One entry where it stands. Immutable, thread-safe.</summary>
    internal readonly struct Place(LedgerPage page, int at)
    {
        public long Version => Slot.Version;

        public decimal Amount => Slot.Amount;

        public int Epoch => Slot.Epoch;

        public LedgerDetail? Detail => Slot.Detail == LedgerPage.Slot.None ? null : page._details[Slot.Detail];

        private ref readonly Slot Slot => ref page._slots[at];

        private StockAccount Account => page._accounts[Slot.Account];

        private ReadOnlySpan<char> MessageId
        {
            get
            {
                var start = page.IdStart(at);
                return page._ids.AsSpan(start, Slot.IdEnd - start);
            }
        }

        public bool IsAfter(DateTimeOffset instant) => Slot.At > instant.UtcTicks;

        public bool Is(string source, string messageId) => MessageId.SequenceEqual(messageId) && page._sources[Slot.Source] == source;

        /// <summary>What it moved on an account.</summary>
        public decimal On(StockAccount account)
        {
            var amount = account == Account ? Amount : 0;
            return Detail?.ToStatus is { } to && account == Account with { Status = to } ? amount - Amount : amount;
        }

        public LedgerEntry ToEntry()
        {
            var offset = TimeSpan.FromMinutes(Slot.Offset);
            var id = new UpdateId(page._sources[Slot.Source], Slot.Epoch, new string(MessageId));
            return new LedgerEntry(id, new DateTimeOffset(Slot.At + offset.Ticks, offset), Account, Slot.Amount, (MovementType)Slot.Movement, Slot.Version, Detail);
        }
    }
}
