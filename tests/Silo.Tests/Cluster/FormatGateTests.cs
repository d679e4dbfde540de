using Microsoft.Extensions.DependencyInjection;
using Sync.Grains.Upgrades;
using Sync.Journal.Tests.Support;
using Sync.Silo.Tests.Support;

namespace Sync.Silo.Tests.Cluster;

/// <summary>A rolling upgrade to a build that has a newer form of a record.</summary>
public sealed class FormatGateTests(OwnServer own) : IClassFixture<OwnServer>
{
    private const string Moved = "stock.moved";

    [Fact]
    public async Task The_newer_form_is_written_when_the_last_older_silo_is_gone_and_none_can_come_back()
    {
        using var folder = new TempFolder();
        await using var old = await StartAsync(folder.Of("silo-1"), 1);
        await using var first = await StartAsync(folder.Of("silo-2"), 2);
        await using var second = await StartAsync(folder.Of("silo-3"), 2);
        Assert.Equal((1, 1), (Agreed(first), Agreed(second)));
        await old.StopAsync();
        await UntilAsync(() => (Agreed(first), Agreed(second)) == (2, 2));

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(folder.Of("silo-4"), 1));
        Assert.Contains("the cluster writes stock.moved in version 2, this build reads 1: start the build that the other silos are of, or a newer one", refused.ToString(), StringComparison.Ordinal);
        await using var third = await StartAsync(folder.Of("silo-5"), 2);
        Assert.Equal(2, Agreed(third));
    }

    private static int Agreed(ProgramHost silo) => silo.App.Services.GetRequiredService<FormatBoard>().Agreed!.Of(Moved);

    /// <summary>A build that reads this version of one kind of record.</summary>
    private Task<ProgramHost> StartAsync(string data, int version) => ProgramHost.StartAsync(
        own.Server.ConnectionString, "silo", data,
        services => services.AddSingleton(new FormatBoard(new Dictionary<string, int>(StringComparer.Ordinal) { [Moved] = version })),
        null, ("Formats:SettleSeconds", "0"), ("Formats:PollSeconds", "1"));

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!reached()) await timer.WaitForNextTickAsync(Waits.Short);
    }
}
