namespace Sync.Factory.Plan;

/// <summary>A stock position.</summary>
internal readonly record struct Position(string Plant, string Location, string Item)
{
    /// <summary>The subject of events: segments with <c>%</c> and <c>/</c> escaped.</summary>
    public override string ToString() => $"{Segment(Plant)}/{Segment(Location)}/{Segment(Item)}";

    private static string Segment(string text) => text.Replace("%", "%25").Replace("/", "%2F");
}
