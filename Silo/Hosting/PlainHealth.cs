using System.Net;

namespace Sync.Silo.Hosting;

/// <summary>What a process that is no gateway serves: whether it lives, whether it works, and its metrics: to the machine itself,
/// or to everybody who reaches the port (<c>Metrics:Open</c>).</summary>
internal static class PlainHealth
{
    public static void MapPlainHealth(this WebApplication app)
    {
        var open = TelemetryExtensions.MetricsAreOpen(app.Configuration);
        app.UseOpenTelemetryPrometheusScrapingEndpoint(http => http.Request.Path == "/metrics" && (open || http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)));
        app.MapGet("/health/live", static () => "alive");
        app.MapGet("/health/ready", (IHostApplicationLifetime host) =>
            host.ApplicationStarted.IsCancellationRequested && !host.ApplicationStopping.IsCancellationRequested ? Results.Text("ready") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
    }
}
