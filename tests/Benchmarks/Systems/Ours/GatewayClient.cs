using System.Net.Http.Headers;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>A caller of the gateway with the operator's key; keeps its connections.</summary>
internal static class GatewayClient
{
    public static HttpClient Create(OursHost host) => Create(host.Address, host.Settings.OperatorKeyFile);

    public static HttpClient Create(string address, string keyFile)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(keyFile).Trim());
        return http;
    }
}
