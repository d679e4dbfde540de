namespace Sync.Pages.Plants;

/// <summary>The stock of one plant as it stands in this process, shared by every page that shows it. Thread-safe.</summary>
internal sealed class StockBoard(PlantId plant)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StockKey, StockRow> _rows = [];
    private StockRow[]? _all;
    private string[]? _locations;
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _complete;
    private Refusal? _trouble;
    private ViewLag _lag = new(0, default);

    public PlantId Plant => plant;

    /// <summary>Done when the board has been filled for the first time, or cannot be.</summary>
    public Task Filled => _filled.Task;

    /// <summary>Grows with every change.</summary>
    public long Number { get; private set; }

    /// <summary>Forgets all rows: they come again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rows.Clear();
            (_all, _locations, _complete) = (null, null, false);
            Number++;
        }
    }

    /// <summary>Takes rows that are new or newer.</summary>
    public void Take(IReadOnlyList<StockRow> rows, ViewLag? lag)
    {
        lock (_gate)
        {
            foreach (var row in rows)
            {
                if (_rows.TryGetValue(row.Key, out var known) && known.Version == row.Version && known.InTransitOut == row.InTransitOut) continue;
                if (known is null) _locations = null;
                _rows[row.Key] = row;
                _all = null;
                Number++;
            }

            if (lag is not null) _lag = lag;
            if (_trouble is null) return;
            _trouble = null;
            Number++;
        }
    }

    /// <summary>Everything that there is has been taken.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            if (_complete) return;
            _complete = true;
            Number++;
        }

        _filled.TrySetResult();
    }

    /// <summary>The rows stand, and may be old.</summary>
    public void Stall(Refusal trouble)
    {
        lock (_gate)
        {
            _trouble = trouble;
            Number++;
        }

        _filled.TrySetResult();
    }

    /// <summary>One page of what fits. Takes time in proportion to the plant, not to the page.</summary>
    public BoardPage Read(BoardQuery query)
    {
        StockRow[] all;
        BoardPage page;
        lock (_gate)
        {
            all = _all ??= [.. _rows.Values];
            _locations ??= [.. _rows.Keys.Select(k => k.Location.Value).Distinct().Order(StringComparer.Ordinal)];
            page = new BoardPage(Number, _complete, all.Length, 0, 0, [], _locations, _lag, _trouble);
        }

        var fit = query.IsOpen ? all : [.. all.Where(query.Fits)];
        var pages = Math.Max(1, (fit.Length + BoardQuery.Size - 1) / BoardQuery.Size);
        var at = Math.Clamp(query.Page, 1, pages);

        // Skip and Take on an ordered sequence sort only what is taken.
        return page with { Fit = fit.Length, At = at, Rows = [.. query.Order(fit).Skip((at - 1) * BoardQuery.Size).Take(BoardQuery.Size)] };
    }
}

/// <summary>One page of a board. Immutable.</summary>
internal sealed record BoardPage(
    long Number, bool Complete, int Total, int Fit, int At, IReadOnlyList<StockRow> Rows, IReadOnlyList<string> Locations, ViewLag Lag, Refusal? Trouble)
{
    public int Pages => Math.Max(1, (Fit + BoardQuery.Size - 1) / BoardQuery.Size);
}
