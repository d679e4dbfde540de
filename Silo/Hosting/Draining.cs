namespace Sync.Silo.Hosting;

/// <summary>Between "not ready" and the first thing that stops lies a while in which requests are still served: whoever sends work here looks at
/// readiness every few seconds only. The host calls it before it stops anything.</summary>
internal sealed partial class Draining(TimeSpan lasts, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<Draining> logger) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (lasts <= TimeSpan.Zero) return;

        // Readiness looks at this. A signal has said it already, a host that is stopped by a call has not.
        lifetime.StopApplication();
        Begins(lasts.TotalSeconds);
        await Task.Delay(lasts, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(5211, LogLevel.Information, "Not ready any more; requests are served for {Seconds} s")]
    private partial void Begins(double seconds);
}

internal static class DrainingExtensions
{
    /// <summary>Half a minute for work that is under way, after the while in which more may come.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(30);

    private const string Setting = "Shutdown:DrainSeconds";
    private const int Longest = 3_600;

    /// <summary>What is wrong, with its cure.</summary>
    public static IEnumerable<string> Validate(IConfiguration configuration)
    {
        if (configuration[Setting] is { } text && Read(configuration) is null) yield return $"{Setting} is {text}: set it to whole seconds, 0 to {Longest}";
    }

    /// <summary>Reads <c>Shutdown:DrainSeconds</c>: 5 where others send work here by readiness, else 0.</summary>
    public static void AddDraining(this WebApplicationBuilder builder, ClusterSettings cluster)
    {
        var lasts = TimeSpan.FromSeconds(Read(builder.Configuration) ?? (cluster.IsShared && cluster.Has(Roles.Gateway) ? 5 : 0));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = lasts + Work);
        builder.Services.AddHostedService(provider => new Draining(lasts, provider.GetService<TimeProvider>() ?? TimeProvider.System, provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<ILogger<Draining>>()));
    }

    private static int? Read(IConfiguration configuration) =>
        int.TryParse(configuration[Setting], System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= Longest ? seconds : null;
}
