using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Sync.Gateway.Tests.Fakes;

/// <summary>Gives the in-memory server the address as it was written, as a real server has it from the request line.</summary>
internal sealed class RawTargetHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Header = "X-Raw-Target";

    public static void Copy(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = http.Request.Headers[Header].ToString();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation(Header, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
