using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Items;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;

namespace Sync.Domain.Tests.Golden;

/// <summary>The JSON of every event of masters, cases and kernel, schema 1.</summary>
public sealed class MastersGoldenTests
{
    private static readonly EntityKey Position = new(EntityKinds.Stock, "P100/RM01/BOLT%2FM8");
    private static readonly UpdateId Cause = new("/adapters/erp", 0, "GR-1");
    private static readonly DateTimeOffset At = new(2026, 11, 23, 9, 15, 0, 123, 456, TimeSpan.FromHours(1));
    private static readonly Refusal Reason = ErrorCodes.ItemUnknown.With("item BOLT/M8 is not registered");
    private static readonly LocationId Raw = LocationId.Parse("RM/01");

    private static readonly Update Fact = new(
        Cause, Position, new StockUpdate.Received(new Quantity(12.5m, UnitCode.Each), new StockAccount(LotNumber.Parse("L42"))), At, new DateOnly(2026, 11, 23),
        42, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "thread-1", "cause-1");

    private static readonly DomainEvent[] Samples =
    [
        new KernelEvent.Held(StoredUpdates.ToJson(Fact), Reason, 3, 7) { Cleared = ["plant-unknown"], HeldAfter = 2 },
        new KernelEvent.Resumed(Cause),
        new KernelEvent.Discarded(Cause, "a mistake", "ada") { Cleared = ["item-unknown"], HeldAfter = 0 },
        new KernelEvent.Noted(),
        new KernelEvent.EpochOpened("/adapters/erp", 0, 1, "counters were reset", "ada") { Cleared = ["identity-conflict"] },
        new KernelEvent.Fixed(Cause, StoredUpdates.ToJson(Fact), "wrong unit", "ada"),
        new KernelEvent.SequencesDeclared("/adapters/erp", 0, 1, 7, 9, "restored from a backup", "ada") { Identified = new IdentityMark(1, 3) },
        new KernelEvent.GapOverdue("/adapters/erp sequence 7 to 9", 2),
        new ItemEvent.Registered
        {
            Terms = new ItemTerms(UnitCode.Each, "Bolt M8", true, 2, [new UnitConversion(UnitCode.Parse("CS"), new Ratio(24, 1), At)]), Met = true, Resume = [Position],
        },
        new ItemEvent.Awaited { Waiting = Position },
        new ItemEvent.Answered { Waiting = Position },
        new PlantEvent.Registered { Terms = new PlantTerms("Europe/Berlin", "Werk 1", World.Closed), Resume = [Position] },
        new PlantEvent.LocationRegistered { Location = Raw, Name = "Rohware", Met = true, Plant = PlantTerms.Met, Resume = [Position] },
        new PlantEvent.OwnershipSet { Rules = [new OwnershipRule("/adapters/wms/*", MovementType.Receipt, Raw, At, At.AddDays(1), 60, 120), new OwnershipRule("*")] },
        new PlantEvent.PeriodsSet { Posting = new PostingPeriod(new DateOnly(2026, 10, 31), ClosedPeriodRule.FirstOpenDay) },
        new PlantEvent.Awaited { Waiting = Position, Location = Raw },
        new PlantEvent.Answered { Waiting = Position, Location = Raw },
        new CaseEvent.Opened { Reason = Reason, About = Position, Update = Cause, Occurrences = 2, DueAt = At },
        new CaseEvent.Owned { Owner = "ada" },
        new CaseEvent.Acknowledged { By = "ada" },
        new CaseEvent.Resolved { By = "system", Note = "registered" },
        new CaseEvent.Overdue { DueAt = At },
    ];

    public static TheoryData<string> Kinds => [.. Samples.Select(e => Codec(e).Write(e).Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_event_is_written_and_read_as_it_was_released(string kind)
    {
        var e = Samples.Single(s => Codec(s).Write(s).Kind == kind);
        var (_, schema, payload) = Codec(e).Write(e);
        GoldenFile.Check($"{kind}.v{schema}", payload);
        Assert.Equal((kind, schema, payload), Codec(e).Write(Codec(e).Read(kind, schema, payload)));
    }

    [Fact]
    public void Every_event_has_its_sample()
    {
        var known = new[] { typeof(KernelEvent), typeof(ItemEvent), typeof(PlantEvent), typeof(CaseEvent) }.SelectMany(union => union.GetNestedTypes());
        Assert.Equal(known.Select(t => t.FullName).Order(), Samples.Select(s => s.GetType().FullName).Order());
    }

    private static EventCodec Codec(DomainEvent e) => e switch
    {
        PlantEvent => new PlantModel().Events,
        CaseEvent => new CaseModel().Events,
        _ => new ItemModel().Events,
    };
}
