namespace Sync.Gateway.Access;

/// <summary>The pages that people open in a browser and that need a key.</summary>
internal static class BrowserPages
{
    public const string Dashboard = "/orleans";

    public static bool Has(PathString path) => path.StartsWithSegments(Dashboard);
}
