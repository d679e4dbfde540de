using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Sync.Gateway.Tests.Updates;
using Sync.Grains.Tests.Fakes;

namespace Sync.Gateway.Tests.Errors;

/// <summary>A silo is lost while it has a call.</summary>
public sealed class LostSiloTests
{
    [Theory]
    [InlineData(4, HttpStatusCode.OK, 5)]
    [InlineData(5, HttpStatusCode.ServiceUnavailable, 5)]
    public async Task Its_updates_are_given_again_a_bounded_number_of_times(int losses, HttpStatusCode status, int calls)
    {
        var clock = new PassingClock();
        await using var gateway = await StartAsync(clock);
        gateway.Router.Judge = u => gateway.Router.Calls.Count <= losses ? throw new SiloUnavailableException("lost") : new Receipt.Duplicate(u.Id, 7);
        var response = await gateway.Operator().UpdatesAsync(Bodies.Received("GR-1"), Bodies.CloudEvent);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(calls, gateway.Router.Calls.Count);
        Assert.Equal([100, 200, 400, 800], clock.Pauses.Where(p => p >= 100));
        Assert.All(gateway.Router.Calls, c => Assert.Equal("GR-1", Assert.Single(c).Id.MessageId));
    }

    [Fact]
    public async Task What_is_too_busy_is_not_asked_again_at_once()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Router.Judge = _ => throw new GatewayTooBusyException("busy");
        await (await gateway.Operator().UpdatesAsync(Bodies.Received("GR-1"), Bodies.CloudEvent)).ProblemAsync(ErrorCodes.Busy.Code);
        Assert.Single(gateway.Router.Calls);
    }

    [Theory]
    [InlineData(4, HttpStatusCode.OK)]
    [InlineData(5, HttpStatusCode.ServiceUnavailable)]
    public async Task Who_only_reads_does_not_know_of_it(int losses, HttpStatusCode status)
    {
        await using var gateway = await StartAsync(new PassingClock());
        gateway.Grains.Use<ICaseBoardGrain>(_ => new LostBoard(losses));
        Assert.Equal(status, (await gateway.Operator().GetAsync("v1/cases")).StatusCode);
    }

    [Fact]
    public async Task Updates_are_spread_over_as_many_routes_as_are_set()
    {
        await using var gateway = await TestGateway.StartAsync(o => o.Routes = 4);
        for (var i = 0; i < 8; i++) await gateway.Operator().UpdatesAsync(Bodies.Received($"GR-{i}"), Bodies.CloudEvent);
        for (var route = 0; route < 4; route++) Assert.Equal(2, ((FakeRouter)gateway.Grains.Get<IUpdateRouterGrain>($"{route}")).Calls.Count);
    }

    private static Task<TestGateway> StartAsync(PassingClock clock) => TestGateway.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));

    private sealed class LostBoard(int losses) : ICaseBoardGrain
    {
        private int _asked;

        public Task<ImmutableArray<CaseView>> List(bool includeResolved, string? about, int limit) =>
            ++_asked <= losses ? throw new SiloUnavailableException("lost") : Task.FromResult(ImmutableArray<CaseView>.Empty);

        public Task Offer(FeedPage page) => Task.CompletedTask;
    }
}
