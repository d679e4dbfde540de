using System.Globalization;
using System.Text.RegularExpressions;
using Sync.Drill.Cluster;

namespace Sync.Drill.Measures;

/// <summary>Entities of a silo, by its metrics. Immutable.</summary>
/// <param name="Awake">How many are awake.</param>
/// <param name="Ended">How many it has put to sleep.</param>
/// <param name="Races">Activations of any kind that found, when they registered, that their grain was awake on another silo. They end at once, and are
/// counted in <paramref name="Ended"/>.</param>
internal sealed partial record Activations(int Awake, int Ended, int Races)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Each silo's. One that does not answer is left out.</summary>
    public static async Task<Dictionary<string, Activations>> ReadAsync(LocalCluster cluster)
    {
        var all = new Dictionary<string, Activations>(StringComparer.Ordinal);
        foreach (var silo in cluster.Silos)
        {
            try
            {
                var metrics = await Http.GetStringAsync(new Uri(cluster.Health(silo), "metrics"));
                all[silo] = new Activations(Read(AwakeCount(), metrics), Read(EndedCount(), metrics), Read(RaceCount(), metrics));
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // It is not counted this time.
            }
        }

        return all;
    }

    /// <summary>Entities that were put to sleep since, other than those that lost a race.</summary>
    public int DisturbedSince(Activations before) => Math.Max(0, Ended - before.Ended - (Races - before.Races));

    private static int Read(Regex count, string metrics) => count.Match(metrics) is { Success: true } match ? int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("orleans_catalog_activations\\{[^}]*grain_type=\"stock\"[^}]*\\} (?<count>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AwakeCount();

    [GeneratedRegex("orleans_catalog_activation_destroyed_total\\{[^}]*grain_type=\"stock\"[^}]*\\} (?<count>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EndedCount();

    [GeneratedRegex("orleans_catalog_activation_concurrent_registration_attempts_total(\\{[^}]*\\})? (?<count>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RaceCount();
}
