using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Benchmarks.Systems.Peers;

/// <summary>A stock position as a peer that keeps whole state would write it: balances by lot, and the newest ids for dedupe.</summary>
[GenerateSerializer, Alias("bench.peer-state")]
internal sealed class PeerState
{
    /// <summary>How many ids are remembered: a weaker promise than ours, and smaller state for the peer.</summary>
    public const int Window = 128;

    [Id(0)]
    public long Version { get; set; }

    [Id(1)]
    public Dictionary<string, decimal> Balances { get; set; } = [];

    [Id(2)]
    public List<string> Seen { get; set; } = [];

    /// <summary>Applies an update, or says that it was here before.</summary>
    /// <returns>The change record's payload, or null for a duplicate.</returns>
    public string? Apply(Update update)
    {
        if (Seen.LastIndexOf(update.Id.MessageId) >= 0) return null;
        if (Seen.Count == Window) Seen.RemoveAt(0);
        Seen.Add(update.Id.MessageId);
        var movement = PeerMovement.Of(update);
        var balance = Balances.GetValueOrDefault(movement.Lot) + movement.Delta;
        Balances[movement.Lot] = balance;
        Version++;
        return movement.ToPayload(balance);
    }
}

/// <summary>The same as JSON, without reflection.</summary>
[JsonSerializable(typeof(PeerState))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class PeerJson : JsonSerializerContext;
