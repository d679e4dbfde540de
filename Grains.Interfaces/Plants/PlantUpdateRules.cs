namespace Sync.Contracts;

/// <summary>Form and range of what can be said to a plant master. Thread-safe.</summary>
public static class PlantUpdateRules
{
    private const string Utc = "Etc/UTC";

    /// <summary>What is wrong with it, or null.</summary>
    public static Refusal? Check(PlantUpdate update) => update switch
    {
        PlantUpdate.Register r => TimeZone(r.TimeZone) ?? Fields.Name(r.Name) ?? World(r.World),
        PlantUpdate.RegisterLocation l => Identifiers.IsValid(l.Location.Value) ? Fields.Name(l.Name) : ErrorCodes.FieldInvalid.With("data.location is not a location"),
        PlantUpdate.SetOwnership o => OwnershipRules.Check(o.Rules),
        PlantUpdate.SetPeriods p => Periods(p),
        _ => null,
    };

    private static Refusal? TimeZone(string? id) =>
        id is Utc || (id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId)
            ? null
            : ErrorCodes.FieldInvalid.With($"data.timeZone '{Texts.Shorten(id)}' is not an IANA time zone, for example Europe/Berlin");

    private static Refusal? Periods(PlantUpdate.SetPeriods p)
    {
        if (!Enum.IsDefined(p.Rule)) return ErrorCodes.FieldInvalid.With($"data.rule is {p.Rule}, which is neither Case nor FirstOpenDay");
        return p.ClosedThrough == DateOnly.MaxValue ? ErrorCodes.FieldInvalid.With("data.closedThrough leaves no open day") : null;
    }

    private static Refusal? World(World world) => Enum.IsDefined(world) ? null : ErrorCodes.FieldInvalid.With($"data.world is {world}, which is neither Closed nor Open");
}
