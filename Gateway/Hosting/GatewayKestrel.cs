using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Sync.Gateway.Hosting;

/// <summary>What a connection may ask of the server before any of our code runs.</summary>
internal sealed class GatewayKestrel : IConfigureOptions<KestrelServerOptions>
{
    private const int HeaderBytes = 32 * 1024;
    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(15);

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = GatewayLimits.MaxBodyBytes;
        options.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
        options.Limits.RequestHeadersTimeout = Headers;
    }
}
