using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Domain.Tests.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Golden;

/// <summary>The JSON of every event of stock positions and of their snapshot, schema 1.</summary>
public sealed class StockGoldenTests
{
    private static readonly StockModel Model = new();
    private static readonly StockAccount Lot = new(LotNumber.Parse("L42"), StockStatus.Quality, PartyId.Parse("ACME"));
    private static readonly UnitCode Kilogram = UnitCode.Parse("KGM");
    private static readonly Ratio Pounds = new(45_359_237, 100_000_000);
    private static readonly DateTimeOffset At = new(2026, 11, 23, 9, 15, 0, 123, 456, TimeSpan.FromHours(1));
    private static readonly DocumentReference Order = new("po", "4500012345", "10");

    private static readonly StockEvent[] Samples =
    [
        new StockEvent.Moved
        {
            Unit = Kilogram,
            Changes = [new AccountChange(Lot, -0.454m, -0.454m), new AccountChange(Lot with { Status = StockStatus.Available }, 0, 12.5m, -0.454m)],
            Reserved = 3, Flags = [ReceiptFlags.NegativeStock, ReceiptFlags.Rounded], Cleared = [ErrorCodes.ItemUnknown.Code], HeldAfter = 0,
            Quantity = Of(1, "LBR"), Factor = Pounds, Residual = -0.00040763m, Movement = MovementType.ProductionConsume,
            PostingDate = new DateOnly(2026, 11, 23), Reference = Order, StartedAt = At, Reservation = "R1",
            Transfer = new TransferOut("/adapters/erp#T1", LocationId.Parse("FG/01"), 0.454m), Reverses = new UpdateId("/adapters/erp", 2, "GR-1"), Reason = "why",
        },
        new StockEvent.TransferArrived
        {
            Unit = Kilogram, Changes = [new AccountChange(Lot, 5, 5)], Reserved = 0, Quantity = Of(5, "KGM"),
            Transfer = new TransferIn("/adapters/erp#T1", Masters.At("RM/01", "BOLT/M8"), 5), PostingDate = new DateOnly(2026, 11, 23), Reference = Order,
        },
        new StockEvent.TransferConfirmed { Unit = Kilogram, Changes = [], Reserved = 0, TransferId = "/adapters/erp#T1", Amount = 5 },
        new StockEvent.Counted
        {
            Unit = Kilogram, Changes = [new AccountChange(default, -2, 8, -2)], Reserved = 1.5m, Found = [new AccountAmount(default, 8)],
            Converted = [new CountedAs(default, Of(8000, "GRM"), new Ratio(1, 1000))], Complete = true, Reference = new DocumentReference("count", "C1"),
        },
        new StockEvent.CountPosted
        {
            Unit = Kilogram, Changes = [], Reserved = 0, Quantity = Of(-2, "KGM"), Count = "C1", Account = Lot, Amount = -2,
        },
        new StockEvent.Echoed
        {
            Unit = Kilogram, Changes = [], Reserved = 0, Flags = [ReceiptFlags.Echo], Quantity = Of(5, "KGM"), Movement = MovementType.Receipt,
            Change = "stock/P100/RM01/OIL-46@7", Reference = Order,
        },
        new StockEvent.Claimed
        {
            Unit = Kilogram, Changes = [], Reserved = 0, Flags = [ReceiptFlags.Claim, ReceiptFlags.ClaimDiffers], Quantity = Of(5, "KGM"), Movement = MovementType.Reversal,
            Account = Lot, Amount = 5, PostingDate = new DateOnly(2026, 11, 23), Reference = Order, Reverses = new UpdateId("/adapters/erp", 2, "GR-1"), DueAt = At,
            Claims = new ClaimChanges(TimeSpan.FromDays(1), 1, 2, 3)
            {
                Standings =
                [
                    new ClaimChange(new UpdateId("/adapters/erp", 0, "C1"), ClaimStanding.Differs, 5, 7, null, [new UpdateId("/adapters/wms", 0, "O1")]),
                    new ClaimChange(new UpdateId("/adapters/erp", 0, "C2"), ClaimStanding.Waiting, 5, 0, At),
                ],
                Subject = new ClaimSubject(MovementType.Receipt, Order, LotNumber.Parse("L42")), Cleared = [ReceiptFlags.ClaimUnmatched],
            },
        },
        new StockEvent.ClaimOverdue
        {
            Unit = Kilogram, Changes = [], Reserved = 0, Flags = [ReceiptFlags.ClaimUnmatched],
            Claims = new ClaimChanges(TimeSpan.FromHours(3), 0, 0, 1)
            {
                Standings = [new ClaimChange(new UpdateId("/adapters/erp", 0, "C1"), ClaimStanding.Overdue, 5, 0)],
                Subject = new ClaimSubject(MovementType.Receipt, null, null),
            },
        },
        new StockEvent.ReservationMade
        {
            Unit = Kilogram, Changes = [], Reserved = 4, Quantity = Of(4, "KGM"), Reservation = "R1", For = "WO-1/10", Amount = 4, ExpiresAt = At,
        },
        new StockEvent.ReservationReleased { Unit = Kilogram, Changes = [], Reserved = 0, Reservation = "R1", Amount = 4, Expired = true },
    ];

    public static TheoryData<string> Kinds => [.. Samples.Select(e => Model.Events.Write(e).Kind)];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_event_is_written_and_read_as_it_was_released(string kind)
    {
        var (_, schema, payload) = Model.Events.Write(Samples.Single(s => Model.Events.Write(s).Kind == kind));
        GoldenFile.Check($"{kind}.v{schema}", payload);
        var read = Model.Events.Read(kind, 1, GoldenFile.Read($"{kind}.v1"));
        Assert.Equal((kind, schema, payload), Model.Events.Write(read));
    }

    [Fact]
    public void A_settlement_and_a_posting_that_gave_way_are_members_that_were_not_there_before()
    {
        var grown = new StockEvent.Moved
        {
            Unit = Kilogram, Changes = [new AccountChange(Lot, -5, 5)], Reserved = 0, Flags = [ReceiptFlags.PostingMoved], Quantity = Of(5, "KGM"), Movement = MovementType.Issue,
            PostingDate = new DateOnly(2026, 11, 1), SaidPostingDate = new DateOnly(2026, 10, 30), Settlement = new Settlement(PartyId.Parse("ACME"), 5),
        };
        var (kind, schema, payload) = Model.Events.Write(grown);
        GoldenFile.Check("stock.moved.settlement.v1", payload);
        Assert.Equal(("stock.moved", 1, payload), (kind, schema, Model.Events.Write(Model.Events.Read(kind, schema, payload)).Payload));
    }

    [Fact]
    public void Every_event_has_its_sample() =>
        Assert.Equal(typeof(StockEvent).GetNestedTypes().Select(t => t.Name).Order(), Samples.Select(s => s.GetType().Name).Order());

    [Fact]
    public void A_snapshot_is_written_and_read_as_it_was_released()
    {
        var name = $"stock.snapshot.v{EntityReplay.SnapshotSchema(Model)}";
        var position = Lived();
        GoldenFile.Check(name, position.Saved());
        var head = position.Fold(position.Records.Count);
        var loaded = EntityReplay.Load(Model, Key.ToEntity(), head.Version, head.Hash, System.Text.Encoding.UTF8.GetBytes(GoldenFile.Read(name)));
        Assert.Equal(Position.Saved(head), Position.Saved(loaded));
        Assert.Equal(StockViews.ToPosition(head.View).Measures, StockViews.ToPosition(loaded.View).Measures);
    }

    [Fact]
    public void A_snapshot_of_the_envelope_before_says_perhaps_to_everything_that_it_has_seen_also_when_it_grew_and_was_saved_again()
    {
        const int old = 1001;
        var position = Lived();
        var head = position.Fold(position.Records.Count);
        var seen = position.Records.Take(position.Records.Count - IdentityWindow.Limit).Select(r => Fingerprints.OfIdentity(r.Cause)).ToList();
        Assert.True(EntityReplay.Reads(Model, old));
        var loaded = EntityReplay.Load(Model, Key.ToEntity(), head.Version, head.Hash, System.Text.Encoding.UTF8.GetBytes(GoldenFile.Read($"stock.snapshot.v{old}")));
        Assert.NotEmpty(seen);
        Assert.All(seen, mark => Assert.True(loaded.Gate.Left.MayContain(mark)));
        for (var i = 0; i < 1_000; i++)
        {
            seen.Add(Fingerprints.OfIdentity(new UpdateId("/later", 0, $"{i}")));
            loaded.Gate.Left.Add(seen[^1]);
        }

        var again = EntityReplay.Load(Model, Key.ToEntity(), head.Version, head.Hash, EntityReplay.Save(Model, loaded));
        Assert.All(seen, mark => Assert.True(again.Gate.Left.MayContain(mark)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1002)]
    [InlineData(3001)]
    public void A_snapshot_of_another_state_or_of_a_later_envelope_is_not_used(int schema) => Assert.False(EntityReplay.Reads(Model, schema));

    /// <summary>A position that has something of everything.</summary>
    private static Position Lived()
    {
        var position = new Position();
        position.Say(new StockUpdate.Received(Of(2, "CA"), Masters.Lot("L1", StockStatus.Quality)), 1, "1");
        position.Say(new StockUpdate.StatusChanged(Ea(40), Masters.Lot("L1", StockStatus.Quality), StockStatus.Available), 2, "2");
        position.Say(new StockUpdate.Reserve("R1", Ea(10), "WO-1", Position.Hour(2000)), 3, "3");
        position.Say(new StockUpdate.Issued(Ea(4), Masters.Lot("L1"), MovementType.ProductionConsume, "R1", Order, Position.Hour(3)), 4, "4");
        position.Say(new StockUpdate.Issued(Ea(1), Masters.Lot("L1"), Reservation: "R2"), 4, "5");
        position.Say(new StockUpdate.Transferred(Ea(3), LocationId.Parse("FG01"), Masters.Lot("L1")), 5, "6");
        position.Say(new StockUpdate.Arrive("t", Masters.At("RM02", "BOLT-M8"), Ea(2), OwnedBy("ACME")), 6, "7", "/flows/transfer");
        position.Say(new StockUpdate.Counted([new CountLine(Ea(30), Masters.Lot("L1"))], Reference: new DocumentReference("count", "C1")), 7, "8");
        position.Say(new StockUpdate.Counted([], Complete: true), 0, "9");
        position.Say(new StockUpdate.CountPosted(Ea(-2), Masters.Lot("L1"), "C1"), 8, "10");
        position.Say(new StockUpdate.Reversed("4", Ea(1)), 9, "11");
        position.Say(new StockUpdate.Reversed("not-yet"), 10, "12");
        for (var i = 0; i < 70; i++) position.Say(new StockUpdate.Received(Ea(1)), 20 + i, $"more-{i}");
        return position;
    }
}
