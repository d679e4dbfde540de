using System.Collections.Immutable;
using CsCheck;
using Sync.Contracts;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>Makes well-formed sets of facts about one position: few instants and accounts, so that ties and meetings are frequent.</summary>
internal static class FactScript
{
    public static readonly ImmutableArray<StockAccount> Accounts = [default, In(StockStatus.Blocked), Lot("L1"), OwnedBy("ACME")];

    public static readonly StockKey Key = At("RM01", "OIL-46");

    /// <summary>Said before the facts, in this order: two reservations; consumptions name a third that nobody ever makes.</summary>
    public static readonly ImmutableArray<Update> Requests =
    [
        Said("q0", Position.Erp, 0, new StockUpdate.Reserve("R0", Of(9, "KGM"), "WO-0", AllowShort: true)),
        Said("q1", Position.Erp, 0, new StockUpdate.Reserve("R1", Of(2, "KGM"), "WO-1", AllowShort: true)),
        Said("q2", Position.Erp, 0, new StockUpdate.Release("R1", Of(0.5m, "KGM"))),
    ];

    public static readonly Gen<Step[]> Short = Gen.Select(Gen.Int[0, 13], Gen.Int[0, 15], Gen.Int[1, 12], Gen.Int[0, 3], Gen.Int[0, 9999])
        .Select((kind, hour, quantity, account, salt) => new Step(kind, hour, quantity, account, salt)).Array[1, 40];

    /// <summary>Long enough to be forgotten in part, with few counts, so that some come late and to accounts that no newer one has settled.</summary>
    public static readonly Gen<Step[]> Long = Gen.Select(Short, Short, Short, Short, Short)
        .Select((a, b, c, d, e) => (Step[])[.. a, .. b, .. c, .. d, .. e])
        .Select(steps => steps.Select(s => s.Kind is >= 6 and <= 9 && s.Salt % 12 != 0 ? s with { Kind = s.Kind - 6 } : s).ToArray());

    public static ImmutableArray<Update> Build(Step[] steps)
    {
        var updates = ImmutableArray.CreateBuilder<Update>(steps.Length);
        var left = new Dictionary<int, decimal>();
        for (var i = 0; i < steps.Length; i++)
            if (Fact(steps[i], i, left, updates) is { } fact) updates.Add(Said($"f{i}", Source(steps[i]), steps[i].Hour, fact));
        return updates.ToImmutable();
    }

    /// <summary>The same facts in another order, some of them more than once.</summary>
    public static IEnumerable<Update> Shuffle(ImmutableArray<Update> facts, int seed)
    {
        var random = new Random(seed);
        var sent = facts.AddRange(facts.Where(_ => random.Next(4) == 0)).ToArray();
        random.Shuffle(sent);
        return sent;
    }

    private static StockUpdate? Fact(Step s, int i, Dictionary<int, decimal> left, ImmutableArray<Update>.Builder before)
    {
        var account = Accounts[s.Account];
        var quantity = Of(s.Quantity, s.Salt % 4 == 0 ? "LBR" : "KGM");
        if (s.Kind is < 4 or 12) left[before.Count] = Math.Floor(s.Quantity * 4.5m) / 10;
        return s.Kind switch
        {
            0 => new StockUpdate.Received(quantity, account),
            1 => new StockUpdate.Issued(quantity, account, StartedAt: s.Salt % 2 == 0 ? Position.Hour(s.Hour - (s.Salt % 3)) : null),
            2 => new StockUpdate.Issued(quantity, account, MovementType.ProductionConsume, $"R{s.Salt % 3}"),
            3 => new StockUpdate.StatusChanged(quantity, account, StockStatus.Quality),
            4 or 5 => Reversal(s, left, before),
            6 or 7 => new StockUpdate.Counted([new CountLine(quantity, account)], Reference: new DocumentReference("count", $"C{s.Salt % 3}")),
            8 => new StockUpdate.Counted([new CountLine(quantity, account), new CountLine(Of(0, "KGM"), Accounts[(s.Account + 1) % 4])]),
            9 => new StockUpdate.Counted(s.Salt % 2 == 0 ? [] : [new CountLine(quantity, account)], Complete: true),
            10 => new StockUpdate.Transferred(quantity, LocationId.Parse("FG01"), account),
            11 => new StockUpdate.Arrive($"t{i}", At("RM02", "OIL-46"), quantity, account),
            12 => new StockUpdate.Adjusted(s.Salt % 2 == 0 ? quantity : quantity with { Value = -quantity.Value }, "why", account),
            _ => new StockUpdate.CountPosted(quantity, account, $"C{s.Salt % 3}"),
        };
    }

    /// <summary>In full, or in part and never more than is left: what is one too many depends on who comes first.</summary>
    private static StockUpdate.Reversed? Reversal(Step s, Dictionary<int, decimal> left, ImmutableArray<Update>.Builder before)
    {
        var open = left.Where(l => l.Value > 0).OrderBy(l => l.Key).ToArray();
        if (open.Length == 0) return null;
        var (at, rest) = open[s.Salt % open.Length];
        var whole = s.Kind == 4 && rest == Math.Floor(Math.Abs(Quantity(before[at].Payload).Value) * 4.5m) / 10;
        var part = Math.Min(rest, s.Quantity / 10m);
        left[at] = whole ? 0 : rest - part;
        return new StockUpdate.Reversed(before[at].Id.MessageId, whole ? null : Of(part, "KGM"), before[at].Id.Source);
    }

    private static Quantity Quantity(UpdatePayload payload) => payload switch
    {
        StockUpdate.Received u => u.Quantity,
        StockUpdate.Issued u => u.Quantity,
        StockUpdate.StatusChanged u => u.Quantity,
        StockUpdate.Adjusted u => u.Difference,
        _ => default,
    };

    private static string Source(Step s) => $"/adapters/s{s.Salt % 3}/main";

    private static Update Said(string id, string source, double hour, StockUpdate payload) =>
        new(new UpdateId(source, 0, id), Key.ToEntity(), payload, Position.Hour(hour));

    internal readonly record struct Step(int Kind, int Hour, int Quantity, int Account, int Salt);
}
