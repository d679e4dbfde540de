using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;

namespace Sync.Gateway.Health;

/// <summary>Whether the process lives, and whether it can serve.</summary>
internal static class HealthEndpoints
{
    public const string Prefix = "/health";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks($"{Prefix}/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        routes.MapHealthChecks($"{Prefix}/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        if (report.Status == HealthStatus.Unhealthy)
        {
            var failed = report.Entries.Where(e => e.Value.Status == HealthStatus.Unhealthy).Select(e => $"{e.Key}: {e.Value.Description}");
            return Problems.WriteAsync(http, ErrorCodes.StoreUnavailable, $"not ready: {string.Join("; ", failed)}");
        }

        var body = new HealthBody(report.Status.ToString(), [.. report.Entries.Select(e => new HealthEntryBody(e.Key, e.Value.Status.ToString(), e.Value.Description))]);
        return new JsonResult<HealthBody>(body, GatewayJson.Default.HealthBody).ExecuteAsync(http);
    }
}

/// <summary>What a health page tells.</summary>
internal sealed record HealthBody(string Status, IReadOnlyList<HealthEntryBody> Checks);

/// <summary>One check.</summary>
internal sealed record HealthEntryBody(string Name, string Status, string? Description);
