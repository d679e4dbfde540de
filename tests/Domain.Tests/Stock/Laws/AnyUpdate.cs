using System.Collections.Immutable;
using CsCheck;
using Sync.Contracts;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>Updates of every type, well-formed and not: whatever the types allow.</summary>
internal static class AnyUpdate
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Among("R0", "R1", "f1", "f2", "C1", "", " ", "x\ny", new string('x', 300)), Gen.String[0, 12]);

    private static readonly Gen<decimal> Value = Gen.OneOf(
        Gen.Decimal[-20, 20], Among(0m, 1, 5, -1, 0.0005m, 999_999_999_999_999.999999999m, 1e15m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m));

    private static readonly Gen<Quantity> Quantities = Gen.OneOf(Gen.Const(default(Quantity)),
        Gen.Select(Value, Among("EA", "CA", "DZN", "KGM", "LBR", "ZZ9")).Select((v, u) => Of(v, u)));

    private static readonly Gen<StockAccount> Accounts = Gen.Select(
        Among<LotNumber?>(null, LotNumber.Parse("L1"), LotNumber.Parse("L2"), default(LotNumber)),
        Gen.Int[-1, 7].Select(i => (StockStatus)i),
        Among<PartyId?>(null, PartyId.Parse("ACME"), PartyId.Parse("self"), default(PartyId)))
        .Select((lot, status, owner) => new StockAccount(lot, status, owner));

    private static readonly Gen<DateTimeOffset?> Instants = Gen.OneOf(
        Gen.Int[0, 30].Select(h => (DateTimeOffset?)Position.Hour(h)),
        Among<DateTimeOffset?>(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(-14)).AddTicks(7)));

    private static readonly Gen<MovementType> Movements = Gen.Int[-1, 17].Select(i => (MovementType)i);

    private static readonly Gen<LocationId> Locations = Among(default, LocationId.Parse("FG01"), LocationId.Parse("RM01"), LocationId.Parse("NOWHERE"));

    private static readonly Gen<DocumentReference?> References = Gen.OneOf(
        Gen.Const((DocumentReference?)null), Gen.Select(Text, Text, Text.Null()).Select((k, n, l) => (DocumentReference?)new DocumentReference(k, n, l)));

    private static readonly Gen<ImmutableArray<CountLine>> Lines = Gen.OneOf(
        Gen.Select(Quantities, Accounts).Select((q, a) => new CountLine(q, a)).Array[0, 4].Select(l => l.ToImmutableArray()),
        Gen.Const(default(ImmutableArray<CountLine>)),
        Gen.Const<ImmutableArray<CountLine>>([null!]));

    private static readonly Gen<StockUpdate> Payload = Gen.OneOf<StockUpdate>(
        Gen.Select(Quantities, Accounts, Movements, References, Instants).Select((q, a, m, r, s) => (StockUpdate)new StockUpdate.Received(q, a, m, r, s)),
        Gen.Select(Quantities, Accounts, Movements, Text.Null(), References, Instants).Select((q, a, m, v, r, s) => (StockUpdate)new StockUpdate.Issued(q, a, m, v, r, s)),
        Gen.Select(Quantities, Locations, Accounts, References).Select((q, l, a, r) => (StockUpdate)new StockUpdate.Transferred(q, l, a, r)),
        Gen.Select(Quantities, Accounts, Gen.Int[-1, 7], References).Select((q, a, s, r) => (StockUpdate)new StockUpdate.StatusChanged(q, a, (StockStatus)s, r)),
        Gen.Select(Lines, Gen.Bool, References).Select((l, c, r) => (StockUpdate)new StockUpdate.Counted(l, c, r)),
        Gen.Select(Quantities, Accounts, Text).Select((q, a, c) => (StockUpdate)new StockUpdate.CountPosted(q, a, c)),
        Gen.Select(Quantities, Text, Accounts, References).Select((q, t, a, r) => (StockUpdate)new StockUpdate.Adjusted(q, t, a, r)),
        Gen.Select(Text, Quantities.Nullable(), Text.Null(), References).Select((t, q, s, r) => (StockUpdate)new StockUpdate.Reversed(t, q, s, r)),
        Gen.Select(Text, Quantities, Text, Instants, Gen.Bool).Select((i, q, f, e, s) => (StockUpdate)new StockUpdate.Reserve(i, q, f, e, s)),
        Gen.Select(Text, Quantities.Nullable()).Select((i, q) => (StockUpdate)new StockUpdate.Release(i, q)),
        Gen.Select(Text.Null(), Among(default, At("FG01", "BOLT-M8")), Quantities, Accounts, References).Select((t, f, q, a, r) => (StockUpdate)new StockUpdate.Arrive(t!, f, q, a, r)),
        Gen.Select(Text.Null(), Quantities).Select((t, q) => (StockUpdate)new StockUpdate.ConfirmArrival(t!, q)),
        Gen.Select(Text.Null(), Instants).Select((t, e) => (StockUpdate)new StockUpdate.Expire(t!, e ?? default)),
        Gen.Select(Text, Instants).Select((t, e) => (StockUpdate)new StockUpdate.ClaimDue(new UpdateId(Position.Erp, 0, t), e ?? default)));

    public static readonly Gen<(StockUpdate Payload, DateTimeOffset? At)[]> Updates = Gen.Select(Payload, Instants).Array[1, 30];

    public static readonly Gen<ItemMaster?> Items = Among<ItemMaster?>(null, Bolt, Bolt with { LotManaged = true }, Bolt with { Scale = 9 }, Oil with { Scale = 99 });

    public static readonly Gen<PlantMaster?> Plants = Among<PlantMaster?>(null, Plant, Plant with { Locations = [] }, Plant with { TimeZone = "" },
        Owned(Position.Erp, null), Owned("/adapters/wms/*", null));

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
