using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Benchmarks.Reporting;

/// <summary>What is watched, as ratios: machines differ, ratios much less. Immutable.</summary>
/// <param name="Tolerance">The share by which a value may be worse, for example 0.25.</param>
/// <param name="Scenarios">The values by scenario.</param>
internal sealed record Baseline(double Tolerance, ImmutableArray<BaselineRow> Scenarios)
{
    /// <summary>The baseline of a file; null where there is no such file.</summary>
    public static async Task<Baseline?> FindAsync(string path) => File.Exists(path) ? await ReadAsync(path) : null;

    public static async Task<Baseline> ReadAsync(string path) =>
        JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path), BaselineJson.Default.Baseline) ?? throw new InvalidOperationException($"{path} is empty");

    public Task WriteAsync(string path) => File.WriteAllBytesAsync(path, [.. JsonSerializer.SerializeToUtf8Bytes(this, BaselineJson.Default.Baseline), (byte)'\n']);

    /// <summary>Everything that is worse than it may be.</summary>
    public IEnumerable<string> Regressions(IReadOnlyCollection<BaselineRow> now)
    {
        foreach (var expected in Scenarios)
        {
            if (now.FirstOrDefault(row => row.Scenario == expected.Scenario) is not { } measured)
            {
                yield return $"{expected.Scenario} was not measured";
                continue;
            }

            if (measured.ToCopy < expected.ToCopy * (1 - Tolerance))
                yield return $"{expected.Scenario}: {measured.ToCopy:N3} of bare COPY, {expected.ToCopy:N3} before";
            if (measured.BytesPerUpdate > expected.BytesPerUpdate * (1 + Tolerance))
                yield return $"{expected.Scenario}: {measured.BytesPerUpdate:N0} bytes allocated an update, {expected.BytesPerUpdate:N0} before";
        }
    }
}

/// <summary>The values of one scenario. Immutable.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="ToCopy">Updates a second of ours over rows a second of bare COPY, same run.</param>
/// <param name="BytesPerUpdate">Bytes allocated for each update.</param>
internal sealed record BaselineRow(string Scenario, double ToCopy, double BytesPerUpdate);

/// <summary>The same as JSON, without reflection.</summary>
[JsonSerializable(typeof(Baseline))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
internal sealed partial class BaselineJson : JsonSerializerContext;
