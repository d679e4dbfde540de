using System.Text.Json;

namespace Sync.Drill;

/// <summary>What a drill found. Immutable.</summary>
internal sealed record DrillReport(
    int Seed, int Acknowledged, int Lost, int Doubled, int OutOfOrder, int Refused, int Kills, int Freezes, double MaxRecoverySeconds, double MaxFreezeSeconds)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public bool IsGood => Acknowledged > 0 && Lost == 0 && Doubled == 0 && OutOfOrder == 0 && Refused == 0;

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public void Print() => Console.WriteLine(ToJson());
}
