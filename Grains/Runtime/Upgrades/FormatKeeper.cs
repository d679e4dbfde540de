using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sync.Domain.Kernel;
using Sync.Journal;

namespace Sync.Grains.Upgrades;

/// <summary>Announces what this silo reads once it stands in the membership table and before it works; agrees on newer formats when every silo
/// reads them; does not start where something is agreed on that this build does not read.</summary>
internal sealed partial class FormatKeeper(
    IFormatStore store, FormatBoard board, FormatOptions options, IOptions<ClusterOptions> cluster, ILocalSiloDetails silo, TimeProvider clock, ILogger<FormatKeeper> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, (int Version, long Since)> _seen = new(StringComparer.Ordinal);
    private Task _loop = Task.CompletedTask;

    private string Cluster => cluster.Value.ClusterId;

    /// <summary>As the membership table spells it.</summary>
    private string Process => $"{silo.SiloAddress.Endpoint.Address}:{silo.SiloAddress.Endpoint.Port}@{silo.SiloAddress.Generation}";

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(FormatKeeper), ServiceLifecycleStage.ApplicationServices, StartAsync, StopAsync);

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        board.Agreed = FormatLevels.Oldest;
        await LookAsync(cancellationToken);
        _loop = Task.Run(RunAsync, cancellationToken);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await _loop.WaitAsync(cancellationToken);
        await store.LeaveAsync(Cluster, Process, cancellationToken);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.PollSeconds), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token)) await TryLookAsync();
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task TryLookAsync()
    {
        try
        {
            await LookAsync(_end.Token);
        }
        catch (Exception e) when (!_end.IsCancellationRequested)
        {
            // What was agreed on stays agreed on; nothing new is.
            Unknown(e);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var agreed = await store.AnnounceAsync(Cluster, Process, board.Reads, cancellationToken);
        if (agreed.FirstOrDefault(level => board.Reads.GetValueOrDefault(level.Key, 1) < level.Value) is { Key: { } unread } above)
            throw new InvalidOperationException($"the cluster writes {unread} in version {above.Value}, this build reads {board.Reads.GetValueOrDefault(unread, 1)}: start the build that the other silos are of, or a newer one");
        if (await AgreeAsync(agreed, cancellationToken)) agreed = await store.AnnounceAsync(Cluster, Process, board.Reads, cancellationToken);
        board.Agreed = new FormatLevels(agreed);
    }

    private async Task<bool> AgreeAsync(IReadOnlyDictionary<string, int> agreed, CancellationToken cancellationToken)
    {
        var newer = board.Reads.Where(read => read.Value > agreed.GetValueOrDefault(read.Key, 1)).ToArray();
        if (options.Hold || newer.Length == 0) return false;
        var common = await store.CommonAsync(Cluster, [.. newer.Select(static read => read.Key)], cancellationToken);
        var any = false;
        foreach (var (name, version) in common)
        {
            if (version <= agreed.GetValueOrDefault(name, 1) || !HasSettled(name, version)) continue;
            if (!await store.TryAgreeAsync(Cluster, name, version, cancellationToken)) continue;
            Agreed(name, version);
            any = true;
        }

        return any;
    }

    /// <summary>A silo of the build before may only be away for a moment.</summary>
    private bool HasSettled(string name, int version)
    {
        if (!_seen.TryGetValue(name, out var seen) || seen.Version != version) _seen[name] = seen = (version, clock.GetTimestamp());
        return clock.GetElapsedTime(seen.Since) >= TimeSpan.FromSeconds(options.SettleSeconds);
    }

    [LoggerMessage(4601, LogLevel.Warning, "Every silo reads {Name} in version {Version}: it is written from now on, and builds that do not read it cannot join")]
    private partial void Agreed(string name, int version);

    [LoggerMessage(4602, LogLevel.Warning, "What the other silos read is not known at the moment; nothing newer is written than before")]
    private partial void Unknown(Exception failure);
}
