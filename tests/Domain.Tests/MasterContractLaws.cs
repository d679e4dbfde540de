using Sync.Contracts;
using Sync.Domain.Items;
using Sync.Domain.Plants;

namespace Sync.Domain.Tests;

/// <summary>Masters are declared absolute, each as it comes, late ones like any other: the newest in the journal's order stands, whatever was said before
/// and whenever it is said to have happened.</summary>
public sealed class MasterContractLaws
{
    private static readonly LocationId Raw = LocationId.Parse("RM01");
    private static readonly Dictionary<string, UpdatePayload[]> Said = new()
    {
        ["com.orleanssync.item.register.v1"] = [new ItemUpdate.Register(UnitCode.Each, "one", Scale: 3, Conversions: [new UnitConversion(UnitCode.Parse("CA"), new Ratio(24, 1))]), new ItemUpdate.Register(UnitCode.Each, "two", Scale: 0)],
        ["com.orleanssync.plant.register.v1"] = [new PlantUpdate.Register("Europe/Berlin", "one", World.Open), new PlantUpdate.Register("UTC", "two")],
        ["com.orleanssync.plant.register-location.v1"] = [new PlantUpdate.RegisterLocation(Raw, "one"), new PlantUpdate.RegisterLocation(Raw, "two")],
        ["com.orleanssync.plant.set-ownership.v1"] =
            [new PlantUpdate.SetOwnership([new OwnershipRule("/adapters/erp/*"), new OwnershipRule("/adapters/mes/*")]), new PlantUpdate.SetOwnership([new OwnershipRule("/adapters/wms/*")])],
        ["com.orleanssync.plant.set-periods.v1"] =
            [new PlantUpdate.SetPeriods(new DateOnly(2026, 9, 30)), new PlantUpdate.SetPeriods(new DateOnly(2026, 10, 31), ClosedPeriodRule.FirstOpenDay)],
    };

    [Fact]
    public void Every_master_that_is_absolute_is_looked_at_here() => Assert.Equal(
        UpdateContracts.Default.All.Where(static c => c.Algebra == Algebra.Absolute && UpdateTypes.Find(c.Type)!.Kind != EntityKinds.Stock).Select(static c => c.Type).Order(), Said.Keys.Order());

    [Fact]
    public void The_newest_stands_alone()
    {
        foreach (var (type, payloads) in Said)
        {
            var contract = UpdateContracts.Default.All.Single(c => c.Type == type);
            Assert.Equal((OrderRule.None, LateRule.Apply), (contract.Order, contract.Late));
            var (both, only) = (View(type, payloads, minutes: -60), View(type, payloads[1..], minutes: 0));
            Assert.Equal(only, both);
            Assert.NotEqual(only, View(type, payloads[..1], minutes: 0));
        }
    }

    /// <summary>What is read after these were said, each one so many minutes later than the one before.</summary>
    private static string View(string type, UpdatePayload[] payloads, double minutes)
    {
        if (type.Contains("item", StringComparison.Ordinal))
        {
            var item = Say(new MasterDriver<ItemState>(new ItemModel(), new EntityKey(EntityKinds.Item, "BOLT-M8")), payloads, minutes);
            return Text(ItemViews.Of(item.View)! with { Version = 0 });
        }

        var plant = new MasterDriver<PlantState>(new PlantModel(), new EntityKey(EntityKinds.Plant, "P100"));
        if (!type.EndsWith("plant.register.v1", StringComparison.Ordinal)) plant.Applied<PlantEvent.Registered>(new PlantUpdate.Register("UTC", "plant"));
        return Text(PlantViews.Of(Say(plant, payloads, minutes).View)! with { Version = 0 });
    }

    private static MasterDriver<TState> Say<TState>(MasterDriver<TState> driver, UpdatePayload[] payloads, double minutes)
        where TState : class
    {
        foreach (var payload in payloads)
        {
            Assert.IsType<Receipt.Applied>(driver.Say(payload));
            driver.Now = driver.Now.AddMinutes(minutes);
        }

        return driver;
    }

    private static string Text<T>(T view) => System.Text.Json.JsonSerializer.Serialize(view);
}
