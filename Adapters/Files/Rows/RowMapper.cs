namespace Sync.Adapters;

/// <summary>Makes an update of a row. Pure but for its buffers; not thread-safe.</summary>
internal sealed class RowMapper(RowPlan plan)
{
    private readonly RowCells _row = new(plan);
    private readonly RowIdentity _identity = new();

    public MappedRow Map(long line, IReadOnlyList<string> cells)
    {
        _row.Load(line, cells);
        var word = _row.Needed(RowField.Type);
        var type = RowPayloads.TypeOf(word);
        if (type is null) _row.Refuse(ErrorCodes.UnknownType, RowField.Type, "a type of stock update such as stock.received is expected");
        var target = Target();
        var payload = type is null ? null : RowPayloads.Read(type.Name, _row);
        var (time, posted) = (_row.Time(RowField.Time), _row.Date(RowField.PostingDate));
        var (sequence, correlation, given) = (_row.Whole(RowField.Sequence), _row.Text(RowField.Correlation), _row.Text(RowField.Id));
        if (type is not null) _row.RefuseUnasked(type.Name);
        if (given is null && time is null && _row.Twice is null)
            _row.Refuse(ErrorCodes.FieldMissing, RowField.Time, "the row has neither an id nor a time: without one of them it cannot be told from a row that was taken before");
        if (_row.Problem is { } problem) return new MappedRow(line, null, problem, default, ByContent: false) { Subject = About(target) };

        var content = _identity.Hash(_row);
        var counts = payload is StockUpdate.Counted;
        var id = new UpdateId(plan.Source, 0, RowIdentity.Name(given, counts, content));
        var update = new Update(id, target.ToEntity(), payload!, time, posted, sequence, null, correlation, LocalTime: _row.Twice);
        return UpdateRules.Accept(update).TryGet(out var accepted, out var refusal)
            ? new MappedRow(line, accepted, null, content, ByContent: given is null && !counts)
            : new MappedRow(line, null, Refused(refusal, line), default, ByContent: false) { Subject = target.ToString() };
    }

    private StockKey Target()
    {
        foreach (var field in (ReadOnlySpan<RowField>)[RowField.Plant, RowField.Location, RowField.Item]) _row.Needed(field);
        var plant = _row.Id<PlantId>(RowField.Plant);
        if (plan.Plant is { } only && plant is { } named && named.Value != only)
            _row.Refuse(ErrorCodes.Forbidden, RowField.Plant, $"this folder is for plant {only} alone: drop the row into the folder of its plant");
        return new StockKey(plant ?? default, _row.Id<LocationId>(RowField.Location) ?? default, _row.Id<ItemNumber>(RowField.Item) ?? default);
    }

    private static string? About(StockKey target) =>
        Identifiers.IsValid(target.Plant.Value) && Identifiers.IsValid(target.Location.Value) && Identifiers.IsValid(target.Item.Value) ? target.ToString() : null;

    /// <summary>The rules of updates speak of <c>data.quantity</c>; the file has a column for it.</summary>
    private FileProblem Refused(Refusal refusal, long line)
    {
        var at = refusal.Message.IndexOf("data.", StringComparison.Ordinal);
        if (at < 0) return FileProblem.Of(refusal, line, field: null);
        var path = refusal.Message[(at + 5)..].Split(' ', ':')[0];
        var name = path.Contains("quantity") || path.Contains("difference") ? RowField.Quantity : RowFields.Find(path.Split('.', '[')[^1]);
        return FileProblem.Of(refusal, line, name is { } field ? plan.NameOf(field) : path, name is { } known ? _row.Text(known) : null);
    }
}
