namespace Sync.Gateway.Tests.Stock;

/// <summary>Stock that can be told apart.</summary>
internal static class Rows
{
    public static StockRow Row(string location, string item, decimal onHand) => new(
        new StockKey(PlantId.Parse("P100"), LocationId.Parse(location), ItemNumber.Parse(item)), 3, UnitCode.Each,
        new StockMeasures(onHand, onHand - 1.50m, 2.0m, onHand - 3.50m), 0.10m,
        [new AccountAmount(new StockAccount(LotNumber.Parse("L1"), StockStatus.Quality, PartyId.Parse("V1")), 1.50m)],
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), 1);

    public static FakePlantStock With(TestGateway gateway, params StockRow[] rows)
    {
        var view = (FakePlantStock)gateway.Grains.Get<IPlantStockGrain>("P100");
        view.Rows = [.. rows];
        return view;
    }
}
