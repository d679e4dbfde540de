using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;
using Sync.Grains.Tests.Fakes;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tests.Cluster;

/// <summary>Calls that were under way when a silo left or was lost.</summary>
public sealed class LostCallsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly SiloLosses _losses;
    private readonly TaskCompletionSource _never = new();

    public LostCallsTests() => _losses = new SiloLosses(_clock);

    [Fact]
    public async Task They_end_as_lost_when_it_is_known()
    {
        var call = CallAsync<IUpdateRouterGrain>();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(call.IsCompleted);
        _losses.Tell();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task An_entity_that_does_not_answer_while_a_silo_leaves_is_given_up_soon()
    {
        _losses.Tell();
        var call = CallAsync<IEntityGrain>();
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public void Others_and_those_of_quiet_times_have_their_time()
    {
        _losses.Tell();
        var router = CallAsync<IUpdateRouterGrain>();
        _clock.Advance(TimeSpan.FromSeconds(11));
        var entity = CallAsync<IEntityGrain>();
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.False(router.IsCompleted);
        Assert.False(entity.IsCompleted);
    }

    [Fact]
    public async Task In_a_silo_it_is_about_entities_alone()
    {
        var calls = new LostEntityCalls(_losses, _clock);
        var other = calls.Invoke(Context<IUpdateRouterGrain>());
        var entity = calls.Invoke(Context<IStockGrain>());
        _losses.Tell();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => entity);
        Assert.False(other.IsCompleted);
    }

    private Task CallAsync<TGrain>()
        where TGrain : class => new LostCalls(_losses, _clock).Invoke(Context<TGrain>());

    private IOutgoingGrainCallContext Context<TGrain>()
        where TGrain : class => GrainDouble.Of<IOutgoingGrainCallContext>(("get_Grain", _ => GrainDouble.Of<TGrain>()), ("Invoke", _ => _never.Task));
}
