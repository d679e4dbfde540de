namespace Sync.Adapters;

/// <summary>Finds out which of two instants a row means whose time the clocks showed twice: the order of the rows of one position (by sequence, or by their
/// lines where the mapping says so) may leave only one. Remembers the rows of such days alone. Not thread-safe.</summary>
internal sealed class RepeatedHours(RowPlan plan)
{
    private readonly Dictionary<string, List<Entry>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<DateTime, bool> _days = [];
    private readonly Dictionary<long, DateTimeOffset> _found = [];

    /// <summary>First pass: meets a row.</summary>
    public void Meet(MappedRow row)
    {
        if (plan.Zone is not { } zone || row.Update is not { } update || (plan.ByLine ? row.Line : update.Sequence) is not { } order) return;
        var clock = update.LocalTime?.Clock ?? (update.OccurredAt is { } at ? TimeZoneInfo.ConvertTime(at, zone).DateTime : default);
        if (!HasTwice(zone, clock.Date)) return;
        var key = plan.ByLine ? "" : update.Target.Id;
        if (!_rows.TryGetValue(key, out var rows)) _rows[key] = rows = [];
        rows.Add(update.LocalTime is null ? new Entry(order, row.Line, update.OccurredAt!.Value, update.OccurredAt.Value) : Twice(zone, clock, order, row.Line));
    }

    /// <summary>The first pass is over.</summary>
    public void End()
    {
        foreach (var rows in _rows.Values) Resolve(rows);
        _rows.Clear();
    }

    /// <summary>Second pass: the row with its instant, where only one is left.</summary>
    public MappedRow Placed(MappedRow row) => row.Update is { LocalTime: not null } update && _found.TryGetValue(row.Line, out var at)
        ? row with { Update = update with { OccurredAt = at, LocalTime = null } }
        : row;

    /// <summary>No row happened before the one before it: forwards that leaves the earliest instants, backwards the latest; where they meet, it is that.</summary>
    private void Resolve(List<Entry> rows)
    {
        rows.Sort(static (a, b) => a.Order.CompareTo(b.Order));
        var earliest = new DateTimeOffset[rows.Count];
        var bound = DateTimeOffset.MinValue;
        for (var i = 0; i < rows.Count; i++) bound = earliest[i] = rows[i].First >= bound ? rows[i].First : rows[i].Second;
        bound = DateTimeOffset.MaxValue;
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            bound = rows[i].Second <= bound ? rows[i].Second : rows[i].First;
            if (rows[i].First != rows[i].Second && bound == earliest[i]) _found[rows[i].Line] = bound;
        }
    }

    private static Entry Twice(TimeZoneInfo zone, DateTime clock, long order, long line)
    {
        var offsets = zone.GetAmbiguousTimeOffsets(clock);
        return new Entry(order, line, new DateTimeOffset(clock, offsets.Max()), new DateTimeOffset(clock, offsets.Min()));
    }

    private bool HasTwice(TimeZoneInfo zone, DateTime day)
    {
        if (_days.TryGetValue(day, out var has)) return has;
        for (var half = 0; half < 48 && !has; half++) has = zone.IsAmbiguousTime(DateTime.SpecifyKind(day.AddMinutes(30 * half), DateTimeKind.Unspecified));
        return _days[day] = has;
    }

    private readonly record struct Entry(long Order, long Line, DateTimeOffset First, DateTimeOffset Second);
}
