using System.Net.Http.Headers;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>A caller of the gateway with the operator's key; keeps its connections.</summary>
internal static class GatewayClient
{
    public static HttpClient Create(OursHost host)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { BaseAddress = new Uri(host.Address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(host.Settings.OperatorKeyFile).Trim());
        return http;
    }
}
