using System.Globalization;

namespace Sync.Benchmarks.Load;

/// <summary>Makes the updates that every system gets: 20,000 item-locations, five lots and three sources a position, sequences that count
/// by position and source, ids that never repeat. Thread-safe.</summary>
internal sealed class Workload
{
    private const int Locations = 5;
    private const decimal Opening = 1_000_000m;
    private static readonly DateTimeOffset Epoch = new(2026, 1, 5, 6, 0, 0, TimeSpan.FromHours(1));
    private static readonly string[] Sources = ["/adapters/erp/main", "/adapters/wms/main", "/adapters/mes/main"];
    private readonly long[] _sequences;
    private long _messages;

    public Workload(int positions = 20_000, int plants = 4)
    {
        Positions = [.. Enumerable.Range(0, positions).Select(n => Key(n, plants))];
        Keys = [.. Positions.Select(p => p.ToEntity())];
        Lots = [.. Enumerable.Range(1, 5).Select(n => new StockAccount(LotNumber.Parse($"L2026-{n:00}")))];
        _sequences = new long[positions * Sources.Length];
    }

    public ImmutableArray<StockKey> Positions { get; }

    public ImmutableArray<EntityKey> Keys { get; }

    public ImmutableArray<StockAccount> Lots { get; }

    /// <summary>Every update made so far.</summary>
    public long Made => Interlocked.Read(ref _messages);

    /// <summary>The opening receipt of a position: enough that no later issue makes it negative.</summary>
    public Update Open(int position) => Make(position, 0, new StockUpdate.Received(new Quantity(Opening, UnitCode.Each), Lots[0], MovementType.InitialLoad));

    /// <summary>The next update of a position: two receipts for each issue, of any lot, from any source.</summary>
    public Update Next(int position, Random random)
    {
        var quantity = new Quantity(random.Next(1, 100), UnitCode.Each);
        var document = new DocumentReference("po", (4_500_000_000 + random.Next(1_000_000)).ToString(CultureInfo.InvariantCulture));
        StockUpdate payload = random.Next(3) == 0
            ? new StockUpdate.Issued(quantity, Lots[0], Reference: document)
            : new StockUpdate.Received(quantity, Lots[random.Next(Lots.Length)], Reference: document);
        return Make(position, random.Next(Sources.Length), payload);
    }

    /// <summary>The n-th position.</summary>
    public static StockKey Key(int n, int plants) => new(
        PlantId.Parse($"P{100 + (n % plants)}"),
        LocationId.Parse($"RM{1 + (n / plants % Locations):00}"),
        ItemNumber.Parse($"MAT-{100_000 + (n / plants / Locations)}"));

    private Update Make(int position, int source, StockUpdate payload)
    {
        var sequence = Interlocked.Increment(ref _sequences[(position * Sources.Length) + source]);
        var message = Interlocked.Increment(ref _messages);
        var id = new UpdateId(Sources[source], 0, "M-" + message.ToString("D10", CultureInfo.InvariantCulture));
        return new Update(id, Keys[position], payload, Epoch.AddMilliseconds(message), Sequence: sequence);
    }
}
