using System.Collections.Immutable;
using CsCheck;
using Sync.Contracts;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>Facts of an owner and of two sources that claim: few documents, quantities and instants, so that they meet often, or very many.</summary>
internal static class ClaimScript
{
    public const string Owner = "/adapters/wms/main";

    public static readonly PlantMaster Plant = Masters.Plant with
    {
        Ownership =
        [
            new OwnershipRule("*", MovementType.Scrap),
            new OwnershipRule("/adapters/wms/*", MovementType.Receipt, ToleranceMinutes: 180),
            new OwnershipRule("/adapters/wms/*", MovementType.Issue, From: Position.Hour(4), ToleranceMinutes: 180),
            new OwnershipRule("/adapters/erp/*", MovementType.Issue, Until: Position.Hour(4), ToleranceMinutes: 180),
        ],
    };

    private static readonly ImmutableArray<string> Sources = [Owner, Position.Erp, "/adapters/mes/main"];

    public static readonly Gen<Step[]> Short = Steps(2).Array[1, 30];

    /// <summary>More documents than a position remembers.</summary>
    public static readonly Gen<Step[]> Long = Steps(120).Array[150, 300];

    public static ImmutableArray<Update> Build(Step[] steps)
    {
        var updates = ImmutableArray.CreateBuilder<Update>(steps.Length);
        var left = new Dictionary<int, decimal>();
        for (var i = 0; i < steps.Length; i++)
        {
            var s = steps[i];
            if (Fact(s, i, left, updates) is var (source, fact))
                updates.Add(new Update(new UpdateId(source, 0, $"f{i}"), Key.ToEntity(), fact, Position.Hour(s.Hour)));
        }

        return updates.ToImmutable();
    }

    private static Gen<Step> Steps(int documents) => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[1, 3], Gen.Int[0, documents], Gen.Int[0, 999])
        .Select((kind, hour, quantity, document, salt) => new Step(kind, hour, quantity, document, salt));

    private static (string Source, StockUpdate Fact)? Fact(Step s, int i, Dictionary<int, decimal> left, ImmutableArray<Update>.Builder before)
    {
        var source = Sources[s.Salt % 3];
        var account = s.Salt % 5 == 0 ? Lot("L1") : default;
        var reference = s.Salt % 11 == 0 ? null : new DocumentReference("po", $"{s.Document}");
        if (s.Kind is 8 or 9) return Reversal(s, left, before);
        left[before.Count] = s.Quantity;
        return s.Kind switch
        {
            0 or 1 => (source, new StockUpdate.Issued(Ea(s.Quantity), account, Reference: reference)),
            2 when s.Salt % 4 == 0 => (source, new StockUpdate.Issued(Ea(s.Quantity), account, MovementType.Scrap, Reference: reference)),
            _ => (source, new StockUpdate.Received(Ea(s.Quantity), account, Reference: reference)),
        };
    }

    /// <summary>Of one's own report: never more than is left.</summary>
    private static (string Source, StockUpdate Fact)? Reversal(Step s, Dictionary<int, decimal> left, ImmutableArray<Update>.Builder before)
    {
        var open = left.Where(l => l.Value > 0).OrderBy(l => l.Key).ToArray();
        if (open.Length == 0) return null;
        var (at, rest) = open[s.Salt % open.Length];
        var part = Math.Min(rest, s.Quantity);
        left[at] = rest - part;
        return (before[at].Id.Source, new StockUpdate.Reversed(before[at].Id.MessageId, Ea(part)));
    }

    internal readonly record struct Step(int Kind, int Hour, int Quantity, int Document, int Salt);
}
