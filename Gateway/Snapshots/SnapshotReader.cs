using System.Collections.Immutable;

namespace Sync.Gateway.Snapshots;

/// <summary>Makes the declaration and the counts of a request; nothing is taken where anything of it is wrong. Pure.</summary>
internal static class SnapshotReader
{
    public static (StockSnapshot? Snapshot, ImmutableArray<Update> Counts, Refusal? Refusal) Read(PlantId plant, SnapshotRequest request)
    {
        if (request.Source is null || request.Positions is null || request.Time == default) return Refuse("source, time and positions are expected");
        if (request.Location is { } named && !Identifiers.IsValid(named)) return Refuse($"location '{named}' is not a location");
        if (request.Positions.Count > GatewayLimits.MaxUpdates) return Refuse($"it has {request.Positions.Count} positions and {GatewayLimits.MaxUpdates} are taken at once: send it by location, or drop it as a file");
        var snapshot = new StockSnapshot(request.Source, plant, Instants.Truncate(request.Time), request.Location is { } at ? LocationId.Parse(at) : null, request.Complete);
        var counts = ImmutableArray.CreateBuilder<Update>(request.Positions.Count);
        var seen = new HashSet<StockKey>();
        for (var i = 0; i < request.Positions.Count; i++)
        {
            var position = request.Positions[i];
            var location = position?.Location ?? request.Location;
            if (position?.Lines is null || !Identifiers.IsValid(location!) || !Identifiers.IsValid(position.Item)) return Refuse($"positions[{i}] has no location, no item, or no lines");
            var key = new StockKey(plant, LocationId.Parse(location!), ItemNumber.Parse(position.Item));
            if (!snapshot.Covers(key)) return Refuse($"positions[{i}] is {key}, of which the snapshot does not speak");
            if (!seen.Add(key)) return Refuse($"positions[{i}] is {key}, which is listed before");
            if (!UpdateRules.Accept(snapshot.List(key, [.. position.Lines])).TryGet(out var accepted, out var wrong)) return Refuse($"positions[{i}]: {wrong.Message}");
            counts.Add(accepted);
        }

        // A snapshot that lists nothing has no count that would tell a source that cannot be.
        var probe = snapshot.List(new StockKey(plant, LocationId.Parse("L"), ItemNumber.Parse("I")), [new CountLine(new Quantity(0, UnitCode.Each))]);
        return UpdateRules.Accept(probe).TryGet(out _, out var refusal) ? (snapshot, counts.ToImmutable(), null) : Refuse(refusal.Message);
    }

    private static (StockSnapshot? Snapshot, ImmutableArray<Update> Counts, Refusal? Refusal) Refuse(string message) => (null, [], ErrorCodes.SnapshotInvalid.With(message));
}
