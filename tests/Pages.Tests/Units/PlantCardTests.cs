using Sync.Pages.Plants;

namespace Sync.Pages.Tests.Units;

/// <summary>A plant whose stock is being read from the journal is on the page with the others, and says so.</summary>
public sealed class PlantCardTests
{
    private static readonly PlantEntry Plant = new(PlantId.Parse("P100"), "Hall 1", "Europe/Berlin", 3, 0);

    [Fact]
    public async Task A_plant_that_is_being_read_says_so_and_nothing_else()
    {
        var health = await PlantCard.HealthAsync(new Stock(new ViewNotReadyException()));
        Assert.Null(health);
        Assert.Equal(["its stock is being read from the journal"], new PlantCard(Plant, health, 0, 0).Worries());
    }

    [Fact]
    public async Task Another_failure_is_not_hidden() =>
        await Assert.ThrowsAsync<TimeoutException>(() => PlantCard.HealthAsync(new Stock(new TimeoutException())));

    private sealed class Stock(Exception failure) : IPlantStockGrain
    {
        public Task<PlantHealth> Health() => Task.FromException<PlantHealth>(failure);

        public Task<PlantStockPage> Query(PlantStockQuery query) => throw new NotSupportedException();

        public Task<PlantStockChanges> Changes(ViewCursor? after, int max, TimeSpan wait) => throw new NotSupportedException();

        public Task Offer(FeedPage page) => throw new NotSupportedException();
    }
}
