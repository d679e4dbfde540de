using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Sync.Contracts;
using Sync.Journal.Tests.Support;
using Sync.Silo.Tests.Support;

namespace Sync.Silo.Tests.Cluster;

/// <summary>The silo of the list of feed consumers is lost while a lane or a view wakes and asks for it.</summary>
public sealed class LostDirectoryTests(OwnServer own) : IClassFixture<OwnServer>
{
    private readonly LostDirectory _lost = new();

    [Fact]
    public async Task A_view_wakes_all_the_same()
    {
        using var folder = new TempFolder();
        await using var silo = await StartAsync(folder);
        _lost.Source = "plant-stock";
        Assert.Empty((await silo.Grains().GetGrain<IPlantStockGrain>("P777").Query(new PlantStockQuery())).Rows);
        Assert.Equal(3, _lost.Calls);
    }

    [Fact]
    public async Task A_lane_wakes_all_the_same()
    {
        using var folder = new TempFolder();
        await using var silo = await StartAsync(folder);
        var lane = silo.Grains().GetGrain<ILaneGrain>(3);
        await lane.Ensure();
        _lost.Source = "lane";
        await lane.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        for (var limit = Waits.Short; _lost.Calls < 2; limit.ThrowIfCancellationRequested()) Assert.Equal(3, (await lane.Ensure()).Lane);
    }

    private Task<ProgramHost> StartAsync(TempFolder folder) => ProgramHost.StartAsync(
        own.Server.ConnectionString, "silo", folder.Of("silo"), services => services.AddSingleton<IIncomingGrainCallFilter>(_lost), null, ("Feed:EnsureSeconds", "300"));

    /// <summary>Loses the first two calls of the directory that come from one type of grain.</summary>
    private sealed class LostDirectory : IIncomingGrainCallFilter
    {
        private int _calls;

        public volatile string? Source;

        public int Calls => Volatile.Read(ref _calls);

        public Task Invoke(IIncomingGrainCallContext context) =>
            context.Grain is not null && context.ImplementationMethod.DeclaringType?.Name == "FeedDirectoryGrain" && context.SourceId is { } source && source.Type.ToString() == Source
            && Interlocked.Increment(ref _calls) <= 2
                ? throw new SiloUnavailableException("the silo of the directory was lost")
                : context.Invoke();
    }
}
