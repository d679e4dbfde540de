namespace Sync.Gateway.Plants;

/// <summary>Up to which day the books of a plant are closed; without <c>closedThrough</c> every day is open.</summary>
internal sealed record PeriodsBody(string Plant, DateOnly? ClosedThrough, ClosedPeriodRule? Rule, long Version)
{
    public static PeriodsBody Of(PlantMaster m) => new(m.Plant.Value, m.Posting?.ClosedThrough, m.Posting?.Rule, m.Version);
}

/// <summary>The last closed day and what becomes of movements before it. For the description of the API: the data of the update type is what is read.</summary>
internal sealed record PeriodsRequest(DateOnly? ClosedThrough = null, ClosedPeriodRule Rule = ClosedPeriodRule.Case);
