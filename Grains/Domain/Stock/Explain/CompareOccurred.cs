using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Compares a position at two instants of occurrence, in two passes over its records. Pure; belongs to one comparison; not thread-safe.</summary>
/// <param name="now">The position as it stands; give the passes its records up to that version.</param>
/// <param name="from">The earlier instant, inclusive.</param>
/// <param name="to">The later instant, inclusive.</param>
/// <param name="plant">The plant; null when it is not registered.</param>
/// <param name="max">The greatest number of lines: the newest are told.</param>
/// <param name="archived">What records gave that were archived and are not given, or null.</param>
public sealed class CompareOccurred(EntityView<StockState> now, DateTimeOffset from, DateTimeOffset to, PlantMaster? plant, int max, EntityView<StockState>? archived = null)
{
    private readonly StockAtOccurred _from = new(now, from, archived);
    private readonly StockAtOccurred _to = new(now, to, archived);
    private readonly PagePicker _page = new(OccurredKey.End(from), OccurredKey.End(to), max);
    private readonly Lateness _lateness = new(ArchivedStock.HappenedBy(archived) ?? default);
    private readonly List<(OccurredKey Key, StockEvent.Counted Count)> _counts = [];
    private readonly List<(UpdateId Reversed, UpdateId By)> _reversals = [];
    private HashSet<UpdateId> _paged = [];
    private BalancesAt? _opening;

    /// <summary>The earliest instant at which anything happened; null before anything was seen.</summary>
    public DateTimeOffset? FirstAt => _from.FirstAt;

    /// <summary>The first pass: every record, in order.</summary>
    public void First(JournalRecord record, DomainEvent @event)
    {
        _from.First(record, @event);
        _to.First(record, @event);
        var told = _lateness.Next(record, @event);
        _page.Offer(told);
        if (@event is StockEvent.Counted count) _counts.Add((told.Key, count));
    }

    /// <summary>The second pass: every record again, in order.</summary>
    public void Second(JournalRecord record, DomainEvent @event)
    {
        _from.Second(record, @event);
        _to.Second(record, @event);
        Opening().Move(OccurredKey.Of(record, @event), StockEffects.Moves(@event));
        if (@event is StockEvent.Moved { Reverses: { } reversed } && record.OccurredAt <= to && _paged.Contains(reversed)) _reversals.Add((reversed, record.Cause));
    }

    /// <summary>The comparison, after both passes.</summary>
    public StockComparison Build()
    {
        var clock = new PlantClock(plant);
        var stock = new RunningStock(Opening().Accounts().Select(a => new AccountAmount(a.Account, a.Balance)));
        var opening = stock.Balance;
        var teller = new LineTeller(clock, stock, _reversals.ToLookup(r => r.Reversed, r => r.By));
        return StockComparisons.Of(
            new StockPast(_from.Build(), ReadTime.Occurred, from, null, null), new StockPast(_to.Build(), ReadTime.Occurred, to, null, null), clock,
            _page.Left, opening, [.. _page.Page().Select(teller.Occurred)]);
    }

    private BalancesAt Opening()
    {
        if (_opening is not null) return _opening;
        _paged = [.. _page.Page().Select(t => t.Record.Cause)];
        _opening = new BalancesAt(_page.OpensAt, archived?.State);
        foreach (var (key, count) in _counts) _opening.Count(key, count);
        _counts.Clear();
        return _opening;
    }
}
