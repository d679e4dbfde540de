using System.Collections.Immutable;
using Sync.Factory.Books;

namespace Sync.Factory.Plan.Scenarios;

/// <summary>A little of what goes wrong: updates that mean nothing, so that whatever the system answers, nothing may move.</summary>
internal sealed class Mistakes : IScenario
{
    // Facts that cannot be placed are held until a person comes, and a key holds only so many.
    private const int MostHeld = 12;
    private static readonly ImmutableArray<Func<PlanContext, Mistake>> Held = [UnknownUnit, NoLot, UnknownLocation];
    private static readonly ImmutableArray<Func<PlanContext, Mistake>> Refused = [UnknownMember, NegativeQuantity, UnknownType];
    private int _held;

    public int Weight => 2;

    public void Play(PlanContext c)
    {
        var mistake = c.Seeded.Chance(0.3) && _held++ < MostHeld ? c.Seeded.Pick(Held)(c) : c.Seeded.Pick(Refused)(c);
        c.Say(Sources.Warehouse, c.Number("ER"), mistake.Type, mistake.Position, mistake.Data, Meaning.Nothing);
    }

    private static Mistake UnknownUnit(PlanContext c) => Received(c, "FLAW-1", Payload.New().Quantity(5, "XYZ"));

    private static Mistake NoLot(PlanContext c) => Received(c, "FLAW-2", Payload.New().Quantity(5, "EA"));

    private static Mistake UnknownMember(PlanContext c) => Received(c, "FLAW-1", Payload.New().Quantity(5, "EA").Text("colour", "red"));

    private static Mistake NegativeQuantity(PlanContext c) => Received(c, "FLAW-1", Payload.New().Quantity(-5, "EA"));

    private static Mistake UnknownLocation(PlanContext c) =>
        new("stock.received", new Position(c.Plant().Id, "NOWHERE", "FLAW-1"), Payload.New().Quantity(5, "EA").Done());

    private static Mistake UnknownType(PlanContext c) =>
        Received(c, "FLAW-1", Payload.New().Quantity(5, "EA")) with { Type = "stock.teleported" };

    private static Mistake Received(PlanContext c, string item, Payload data) =>
        new("stock.received", new Position(c.Plant().Id, Places.RawMaterial, item), data.Done());

    private sealed record Mistake(string Type, Position Position, string Data);
}
