using System.Collections.Immutable;

namespace Sync.Gateway.Tests.Fakes;

/// <summary>The stock of a plant: filters nothing, pages by number, remembers what was asked. Changes are answered as the real one does, but a wait ends by a change only.</summary>
internal sealed class FakePlantStock(string plant) : IPlantStockGrain
{
    private readonly Lock _lock = new();
    private ChangeOrder<StockKey, StockRow> _changes = new();
    private TaskCompletionSource _moved = new();
    private string _epoch = "epoch-1";

    public ImmutableArray<StockRow> Rows { get; set; } = [];

    public List<PlantStockQuery> Asked { get; } = [];

    /// <summary>The call that fails, from 1.</summary>
    public int FailsAt { get; set; }

    /// <summary>What every question for changes fails with, also one that waits.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Questions for changes so far.</summary>
    public int Follows { get; private set; }

    public Task<PlantStockPage> Query(PlantStockQuery query)
    {
        Asked.Add(query);
        if (Asked.Count == FailsAt) throw new TimeoutException();
        var from = query.After is null ? 0 : int.Parse(query.After, System.Globalization.CultureInfo.InvariantCulture);
        var to = Math.Min(from + query.Max, Rows.Length);
        var next = to < Rows.Length ? to.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new PlantStockPage(PlantId.Parse(Identifiers.FromSegment(plant)), Rows[from..to], next, Rows.Length, new ViewLag(12, DateTimeOffset.UnixEpoch)));
    }

    public async Task<PlantStockChanges> Changes(ViewCursor? after, int max, TimeSpan wait)
    {
        Task moved;
        lock (_lock)
        {
            Follows++;
            moved = Failure is null && after is { } c && c.Epoch == _epoch && c.Number == _changes.Head ? _moved.Task : Task.CompletedTask;
        }

        await moved;
        lock (_lock)
        {
            if (Failure is not null) throw Failure;
            var rows = new List<(long Number, StockRow Row)>();
            var upTo = _changes.Read(after?.Epoch == _epoch ? after.Value.Number : 0, max, rows);
            return new PlantStockChanges(new ViewCursor(_epoch, upTo), [.. rows.Select(r => new StockChange(r.Number, r.Row))], _changes.Head, _changes.Count, new ViewLag(12, DateTimeOffset.UnixEpoch));
        }
    }

    /// <summary>Positions change, all at once.</summary>
    public void Change(params StockRow[] rows) => Wake(() =>
    {
        foreach (var row in rows) _changes.Set(row.Key, row);
    });

    /// <summary>The view begins anew, with the rows as they are.</summary>
    public void Restart(params StockRow[] rows) => Wake(() =>
    {
        (_epoch, _changes) = ("epoch-2", new ChangeOrder<StockKey, StockRow>());
        foreach (var row in rows) _changes.Set(row.Key, row);
    });

    /// <summary>The view does not answer, or answers again.</summary>
    public void Fail(Exception? failure) => Wake(() => Failure = failure);

    public Task<PlantHealth> Health() => throw new NotSupportedException();

    public Task Offer(FeedPage page) => throw new NotSupportedException();

    private void Wake(Action change)
    {
        TaskCompletionSource moved;
        lock (_lock)
        {
            change();
            moved = _moved;
            _moved = new TaskCompletionSource();
        }

        moved.SetResult();
    }
}
