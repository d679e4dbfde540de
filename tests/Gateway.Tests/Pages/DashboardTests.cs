using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;

namespace Sync.Gateway.Tests.Pages;

public sealed class DashboardTests
{
    [Fact]
    public async Task The_dashboard_asks_a_browser_for_the_operators_key_and_opens_for_it_alone()
    {
        await using var gateway = await TestGateway.StartAsync(o => o.Dashboard = true, s => new Client(s).AddDashboard());
        var nobody = await gateway.Nobody().GetAsync("/orleans/");
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.StartsWith("Basic", nobody.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.Nobody().GetAsync("/orleans/GrainState")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await gateway.WithAsync([Scopes.StockRead])).GetAsync("/orleans/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await gateway.WithAsync([Scopes.Operate], "P100")).GetAsync("/orleans/")).StatusCode);
        var page = await gateway.Operator().GetAsync("/orleans/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("<html", await page.Content.ReadAsStringAsync());
    }

    /// <summary>Registers what a client registers, and connects to nothing.</summary>
    private sealed class Client(IServiceCollection services) : IClientBuilder
    {
        public IServiceCollection Services => services;

        public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();
    }
}
