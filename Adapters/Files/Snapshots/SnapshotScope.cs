namespace Sync.Adapters;

/// <summary>The first pass over a file that declares itself a complete snapshot: every row is a good count inside one scope, as of one instant. What is not all
/// good is not all, and must not empty anything. Not thread-safe.</summary>
internal sealed class SnapshotScope(RowPlan plan)
{
    private readonly string? _location = plan.Snapshot?.Location ?? plan.Constants[(int)RowField.Location];
    private string? _plant = plan.Snapshot?.Plant ?? plan.Constants[(int)RowField.Plant] ?? plan.Plant;
    private DateTimeOffset? _asOf = Declared(plan);

    /// <exception cref="FileProblemException">The row cannot be one of a complete snapshot.</exception>
    public void Meet(MappedRow row)
    {
        if (row.Problem is { } problem) throw new FileProblemException(problem with { Message = $"{problem.Message}; a complete snapshot is taken in whole or not at all" });
        var update = row.Update!;
        if (update.Payload is not StockUpdate.Counted) throw Wrong(row, "it is no count");
        var key = StockKey.Parse(update.Target.Id);
        if (key.Plant.Value != (_plant ??= key.Plant.Value)) throw Wrong(row, $"it is of plant {key.Plant}, and the snapshot speaks of {_plant}");
        if (_location is not null && key.Location.Value != _location) throw Wrong(row, $"it is of location {key.Location}, and the snapshot speaks of {_location}");
        if (update.OccurredAt is not { } at) throw Wrong(row, "its time can be two instants: write it with its offset");
        if (at.UtcTicks != (_asOf ??= at).UtcTicks) throw Wrong(row, $"it holds as of {at:O}, and the snapshot as of {_asOf:O}");
        if (update.Id.MessageId[0] <= StockSnapshot.Mark) throw Wrong(row, $"its id begins with '{update.Id.MessageId[0]}'");
    }

    /// <summary>The snapshot that the file is.</summary>
    /// <exception cref="FileProblemException">It says neither itself nor by a row what it speaks of.</exception>
    public StockSnapshot End()
    {
        if (_plant is null || _asOf is null || !Identifiers.IsValid(_plant) || (_location is not null && !Identifiers.IsValid(_location)))
            throw new FileProblemException(FileProblem.Of(ErrorCodes.SnapshotInvalid, "a complete snapshot without rows says its plant and its time", cure: $"Begin the file with {SnapshotDeclaration.Mark}complete plant=... time=..., and drop it again; nothing of it was taken."));
        if (plan.Plant is { } only && only != _plant) throw new FileProblemException(FileProblem.Of(ErrorCodes.Forbidden, $"this folder is for plant {only} alone", 1));
        return new StockSnapshot(plan.Source, PlantId.Parse(_plant), _asOf.Value, _location is null ? null : LocationId.Parse(_location), Complete: true);
    }

    private static DateTimeOffset? Declared(RowPlan plan)
    {
        if (plan.Snapshot?.Time is not { } text) return null;
        return RowTimes.TryParse(text, plan, out var time, out var twice, out var expected) && twice is null
            ? time
            : throw new FileProblemException(FileProblem.Of(ErrorCodes.SnapshotInvalid, $"the time of the snapshot is '{FileProblem.Shorten(text)}': {(twice is null ? expected : "write it with its offset")}", 1));
    }

    private static FileProblemException Wrong(MappedRow row, string why) =>
        new(FileProblem.Of(ErrorCodes.SnapshotInvalid, $"line {row.Line} cannot be in this complete snapshot: {why}", row.Line));
}
