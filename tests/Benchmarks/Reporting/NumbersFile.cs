using System.Text.Json;
using System.Text.Json.Serialization;
using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.Reporting;

/// <summary>The comparison for programs.</summary>
internal static class NumbersFile
{
    public static async Task WriteAsync(string path, IEnumerable<Outcome> outcomes)
    {
        var numbers = outcomes.Select(static o => new Numbers(o.Scenario, o.System, Round(o.Measured.UpdatesPerSecond), Round(o.Measured.P50Ms), Round(o.Measured.P99Ms))).ToArray();
        await File.WriteAllBytesAsync(path, JsonSerializer.SerializeToUtf8Bytes(numbers, NumbersJson.Default.NumbersArray));
    }

    private static double Round(double value) => Math.Round(value, 3);
}

/// <summary>One system in one scenario. Immutable.</summary>
internal sealed record Numbers(string Scenario, string System, double UpdatesPerSecond, double P50Ms, double P99Ms);

/// <summary>The same without reflection.</summary>
[JsonSerializable(typeof(Numbers[]))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
internal sealed partial class NumbersJson : JsonSerializerContext;
