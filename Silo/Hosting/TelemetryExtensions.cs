using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sync.Gateway;

namespace Sync.Silo.Hosting;

/// <summary>Configures traces and metrics: Prometheus at /metrics, OTLP where the standard environment variables say so.</summary>
internal static class TelemetryExtensions
{
    private const string Source = "OrleansSync";
    private const string Open = "Metrics:Open";

    /// <summary>Metrics of the runtime that it counts one by one, activation by activation, each time they are read: at 20,000 activations both
    /// take 15 ms of a processor then. The dashboard reads for itself: see <see cref="DashboardExtensions"/>.</summary>
    private static readonly string[] Costly = ["orleans-messaging-processing-activation-data", "orleans-directory-cache-size"];

    /// <summary>What is wrong, with its cure.</summary>
    public static IEnumerable<string> Validate(IConfiguration configuration)
    {
        if (configuration[Open] is { } text && !bool.TryParse(text, out _)) yield return $"{Open} is {text}: true or false is expected";
    }

    public static void AddSyncTelemetry(this WebApplicationBuilder builder, StartSettings settings)
    {
        var otlp = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("orleanssync").AddAttributes([new("orleanssync.storage", settings.Storage)]))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Source, "Microsoft.Orleans").AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter();
                if (settings.IsPostgres) metrics.AddMeter("Npgsql");
                foreach (var name in Costly) metrics.AddView(name, MetricStreamConfiguration.Drop);
                if (otlp) metrics.AddOtlpExporter();
            });
        if (!otlp) return;
        telemetry.WithTracing(tracing =>
        {
            tracing.AddSource(Source, "Microsoft.Orleans.Application").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddOtlpExporter();
            if (settings.IsPostgres) tracing.AddNpgsql();
        });
    }

    public static void MapSyncMetrics(this WebApplication app)
    {
        var metrics = app.MapPrometheusScrapingEndpoint("/metrics");
        if (MetricsAreOpen(app.Configuration)) metrics.AllowAnonymous();
        else metrics.RequireAuthorization(GatewayPolicies.OperateOrLoopback);
    }

    /// <summary><c>Metrics:Open</c>: whoever reaches the port may read them; the network has to keep others away.</summary>
    public static bool MetricsAreOpen(IConfiguration configuration) => bool.TryParse(configuration[Open], out var open) && open;
}
