using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Grains.Feed;

namespace Sync.Grains.Views;

/// <summary>The rows of one plant and the questions asked of them. Used on one scheduler.</summary>
internal sealed class PlantStock(PlantId plant, EventCodecs codecs)
{
    private readonly ChangeOrder<StockKey, StockRow> _rows = new();
    private readonly TransitBook _transit = new();
    private readonly SourceBook _sources = new();
    private ImmutableArray<StockKey>? _byKey;

    public void Load(EntityView<StockState> view)
    {
        var row = StockRows.Of(view);
        _transit.Load(view);
        _sources.Load(view);
        Set(row.Key, row, null);
    }

    public void Apply(JournalRecord record)
    {
        var key = StockKey.Parse(record.Entity.Id);
        var known = _rows.Find(key);
        var @event = codecs.Read(record);
        _transit.Apply(record, @event);
        var isKnown = known is not null && record.Version <= known.Version;
        if (!isKnown) _sources.Apply(record, @event);
        Set(key, isKnown ? known! : StockRows.Patch(known, record, @event), known);
    }

    public PlantStockPage Query(PlantStockQuery query, ViewLag lag)
    {
        var matching = Matching(query);
        var ordered = Order(matching, query);
        var start = query.After is null ? 0 : StockCursor.Find(ordered, query);
        var rows = ordered.Skip(start).Take(Math.Clamp(query.Max, 1, 5000)).Select(WithTransit).ToImmutableArray();
        var next = start + rows.Length < ordered.Count ? StockCursor.Of(rows[^1], query.Sort) : null;
        return new PlantStockPage(plant, rows, next, ordered.Count, lag);
    }

    public PlantHealth Health(ViewLag lag)
    {
        int negative = 0, tooLittle = 0, held = 0;
        foreach (var row in _rows.Keys.Select(key => _rows.Find(key)!))
        {
            if (row.Accounts.Any(a => a.Amount < 0)) negative++;
            if (row.Measures.Free < 0) tooLittle++;
            held += row.Held;
        }

        return new PlantHealth(_rows.Count, negative, tooLittle, held, _sources.List(), lag);
    }

    /// <summary>What changed after a number of a change, oldest first, each position once.</summary>
    public PlantStockChanges Changes(ViewCursor after, int max, ViewLag lag)
    {
        var changed = new List<(long Number, StockRow Row)>();
        var upTo = _rows.Read(after.Number, Math.Clamp(max, 1, 5000), changed);
        return new PlantStockChanges(after with { Number = upTo }, [.. changed.Select(c => new StockChange(c.Number, WithTransit(c.Row)))], Head, _rows.Count, lag);
    }

    /// <summary>The number of the newest change.</summary>
    public long Head => _rows.Head;

    /// <summary>A row that stays as it is is no change. One half of a transfer also changes what the other position shows.</summary>
    private void Set(StockKey key, StockRow row, StockRow? known)
    {
        if (known is null) _byKey = null;
        if (!ReferenceEquals(row, known)) _rows.Set(key, row);
        foreach (var sender in _transit.TakeTouched())
            if (_rows.Find(sender) is { } other && (sender != key || ReferenceEquals(row, known))) _rows.Set(sender, other);
    }

    private StockRow WithTransit(StockRow row)
    {
        var sent = _transit.Out(row.Key);
        return sent == row.InTransitOut ? row : row with { InTransitOut = sent };
    }

    private List<StockRow> Matching(PlantStockQuery query)
    {
        var rows = new List<StockRow>();
        foreach (var key in ByKey())
        {
            var row = _rows.Find(key)!;
            if (query.Item is { } item && key.Item != item) continue;
            if (query.Location is { } location && key.Location != location) continue;
            if (query.AvailableBelow is { } below && row.Measures.Available >= below) continue;
            if (query.Status is { } status && !row.Accounts.Any(a => a.Account.Status == status && a.Amount != 0)) continue;
            rows.Add(row);
        }

        return rows;
    }

    private static List<StockRow> Order(List<StockRow> rows, PlantStockQuery query)
    {
        if (query.Sort != StockSort.Key) rows.Sort((a, b) => StockCursor.Compare(a, b, query.Sort));
        if (query.Descending) rows.Reverse();
        return rows;
    }

    private ImmutableArray<StockKey> ByKey()
    {
        if (_byKey is { } keys) return keys;
        var sorted = _rows.Keys.ToArray();
        Array.Sort(sorted, StockCursor.CompareKeys);
        keys = ImmutableArray.Create(sorted);
        _byKey = keys;
        return keys;
    }
}
