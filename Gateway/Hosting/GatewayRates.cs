using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Sync.Gateway.Access;
using Sync.Gateway.Errors;
using Sync.Gateway.Health;

namespace Sync.Gateway.Hosting;

/// <summary>So many requests a second from one key; callers without a key share what their address has. Health checks are always answered.</summary>
internal sealed class GatewayRates(IOptions<GatewayOptions> gateway) : IConfigureOptions<RateLimiterOptions>
{
    private const int Slices = 10;

    public void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
        options.OnRejected = (context, _) => new ValueTask(RefuseAsync(context));
    }

    private RateLimitPartition<string> Partition(HttpContext http) => http.Request.Path.StartsWithSegments(HealthEndpoints.Prefix)
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(Key(http), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = gateway.Value.RequestsPerSecond,
            TokensPerPeriod = Math.Max(1, gateway.Value.RequestsPerSecond / Slices),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / Math.Min(Slices, gateway.Value.RequestsPerSecond)),
        });

    private static string Key(HttpContext http) => http.Caller() is { Name.Length: > 0 } caller ? $"key {caller.Name}" : $"address {http.Connection.RemoteIpAddress}";

    private static Task RefuseAsync(OnRejectedContext context)
    {
        context.HttpContext.Response.Headers.RetryAfter = "1";
        return Problems.WriteAsync(context.HttpContext, ErrorCodes.TooManyRequests, "more requests in a second than one caller may send");
    }
}
