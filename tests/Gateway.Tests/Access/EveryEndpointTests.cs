using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Sync.Gateway.Tests.Access;

public sealed partial class EveryEndpointTests
{
    /// <summary>The only addresses that answer without a key.</summary>
    private static readonly string[] Open = ["/", "/errors/{code}", "/health/live", "/health/ready", "/openapi/{documentName}.json"];

    [Fact]
    public async Task Every_endpoint_needs_a_key_except_those_that_are_open_on_purpose()
    {
        await using var gateway = await TestGateway.StartAsync();
        var open = Endpoints(gateway).Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(e => e.RoutePattern.RawText!).Where(p => !p.StartsWith("/scalar", StringComparison.Ordinal));
        Assert.Equal(Open.Order(), open.Distinct().Order());
        Assert.All(Endpoints(gateway).Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null), e => Assert.Contains(e.Metadata.GetOrderedMetadata<IAuthorizeData>(), d => d.Policy is not null));
    }

    [Fact]
    public async Task Nobody_gets_past_the_door_of_any_closed_endpoint()
    {
        await using var gateway = await TestGateway.StartAsync();
        var closed = Endpoints(gateway).Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null).ToArray();
        Assert.True(closed.Length > 25);
        foreach (var endpoint in closed)
        {
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var path = Parameter().Replace(endpoint.RoutePattern.RawText!, "x");
                var response = await gateway.Nobody().SendAsync(new HttpMethod(method), path, "{}");
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path} answered {response.StatusCode}");
                await response.ProblemAsync("unauthorized");
            }
        }

        Assert.Empty(gateway.Router.Calls);
    }

    [Fact]
    public async Task A_page_that_says_nothing_about_who_may_see_it_is_for_operators()
    {
        await using var gateway = await TestGateway.StartAsync(map: app => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/extra", () => "secret"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.Nobody().GetAsync("/extra")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await gateway.WithAsync([Scopes.StockRead])).GetAsync("/extra")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Operator().GetAsync("/extra")).StatusCode);
    }

    private static IEnumerable<RouteEndpoint> Endpoints(TestGateway gateway) => gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Parameter();
}
