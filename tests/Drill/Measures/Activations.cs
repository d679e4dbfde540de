using System.Globalization;
using System.Text.RegularExpressions;
using Sync.Drill.Cluster;

namespace Sync.Drill.Measures;

/// <summary>Entities of each silo, by its metrics. A silo that does not answer is left out.</summary>
internal static partial class Activations
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>How many entities each silo has put to sleep.</summary>
    public static Task<Dictionary<string, int>> EndedAsync(LocalCluster cluster) => ReadAsync(cluster, Ended());

    /// <summary>How many entities are awake on each silo.</summary>
    public static Task<Dictionary<string, int>> AwakeAsync(LocalCluster cluster) => ReadAsync(cluster, Awake());

    private static async Task<Dictionary<string, int>> ReadAsync(LocalCluster cluster, Regex count)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var silo in cluster.Silos)
        {
            try
            {
                var match = count.Match(await Http.GetStringAsync(new Uri(cluster.Health(silo), "metrics")));
                counts[silo] = match.Success ? int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) : 0;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // It is not counted this time.
            }
        }

        return counts;
    }

    [GeneratedRegex("orleans_catalog_activations\\{[^}]*grain_type=\"stock\"[^}]*\\} (?<count>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Awake();

    [GeneratedRegex("orleans_catalog_activation_destroyed_total\\{[^}]*grain_type=\"stock\"[^}]*\\} (?<count>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ended();
}
