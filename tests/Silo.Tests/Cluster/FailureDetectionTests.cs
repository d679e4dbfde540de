using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sync.Silo.Hosting;
using Sync.Silo.Tests.Support;

namespace Sync.Silo.Tests.Cluster;

/// <summary>When a silo is given up, and when its part of the directory is.</summary>
public sealed class FailureDetectionTests
{
    // A shorter lease lets others take the part of a silo that is not given up; a longer one keeps its entities away after it was.
    [Fact]
    public void The_lease_of_the_directory_ends_when_the_last_probe_was_missed()
    {
        using var folder = new TempFolder();
        var settings = StartSettings.Load("http://127.0.0.1:0", folder.Of("silo"), "postgres", "Host=nowhere.invalid", new ClusterArguments("silo", "test"));
        using var app = (IDisposable)SyncHost.Build(settings);
        var services = ((Microsoft.AspNetCore.Builder.WebApplication)app).Services;
        var membership = services.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;
        var directory = services.GetRequiredService<IOptions<GrainDirectoryOptions>>().Value;
        Assert.Equal(membership.MaxProbeTimeout * membership.NumMissedProbesLimit, directory.RangeLeaseDuration);
        Assert.Equal(TimeSpan.FromSeconds(9), directory.RangeLeaseDuration);
        Assert.True(membership.ProbeTimeout <= membership.MaxProbeTimeout);
    }
}
