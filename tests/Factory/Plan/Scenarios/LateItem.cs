namespace Sync.Factory.Plan.Scenarios;

/// <summary>The warehouse receives an item that nobody has registered yet. The facts are held; when the master comes, they go on by themselves.</summary>
internal sealed class LateItem(Item item) : IScenario
{
    public int Weight => 0;

    public void Play(PlanContext c)
    {
        var s = c.Seeded;
        var plant = c.Plant().Id;
        var facts = s.Between(3, 8);
        for (var n = 0; n < facts; n++) c.Later(s.Between(1, 150), () => Receive(c, plant));
        c.Later(s.Between(80, 260), () => c.Register(item));
        for (var n = 0; n < facts; n++) c.Later(s.Between(150, 500), () => Receive(c, plant));
    }

    private void Receive(PlanContext c, string plant) => c.Receive(
        Sources.Warehouse, c.Number("GR"), new Position(plant, Places.RawMaterial, item.Number), default, Amounts.Any(c.Seeded, item), "Receipt",
        ("po", "4510000003"));
}
