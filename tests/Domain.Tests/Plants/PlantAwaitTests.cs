using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;

namespace Sync.Domain.Tests.Plants;

public sealed class PlantAwaitTests
{
    private static readonly EntityKey A = new(EntityKinds.Stock, "P100/RM01/BOLT");
    private static readonly EntityKey B = new(EntityKinds.Stock, "P100/RM02/BOLT");
    private static readonly LocationId Raw = LocationId.Parse("RM01");
    private static readonly LocationId Other = LocationId.Parse("RM02");
    private readonly MasterDriver<PlantState> _plant = new(new PlantModel(), new EntityKey(EntityKinds.Plant, "P100"));

    [Fact]
    public void Whoever_waits_for_plant_or_location_is_resumed_once_when_the_plant_is_registered()
    {
        _plant.Applied<PlantEvent.Awaited>(new PlantUpdate.Await(B));
        _plant.Applied<PlantEvent.Awaited>(new PlantUpdate.Await(A, Raw));
        _plant.Applied<PlantEvent.Awaited>(new PlantUpdate.Await(B, Other));
        Assert.Equal([B, A], _plant.Applied<PlantEvent.Registered>(new PlantUpdate.Register()).Resume);
        Assert.Empty(_plant.State.Waiting);
        _plant.ReplayEqualsLive();
    }

    [Fact]
    public void A_location_resumes_those_who_wait_for_it_and_no_others()
    {
        _plant.Say(new PlantUpdate.Register());
        _plant.Say(new PlantUpdate.Await(A, Raw, SeenVersion: 1));
        _plant.Say(new PlantUpdate.Await(B, Other, SeenVersion: 1));
        Assert.Equal([A], _plant.Applied<PlantEvent.LocationRegistered>(new PlantUpdate.RegisterLocation(Raw)).Resume);
        Assert.Equal([B], _plant.Applied<PlantEvent.LocationRegistered>(new PlantUpdate.Meet(Other)).Resume);
        Assert.Empty(_plant.State.Waiting);
        _plant.ReplayEqualsLive();
    }

    [Fact]
    public void A_world_that_opens_resumes_those_who_wait_for_a_location()
    {
        _plant.Say(new PlantUpdate.Register());
        _plant.Say(new PlantUpdate.Await(A, Raw, SeenVersion: 1));
        Assert.Equal([A], _plant.Applied<PlantEvent.Registered>(new PlantUpdate.Register(World: World.Open)).Resume);
    }

    [Fact]
    public void A_plant_that_becomes_known_by_being_met_resumes_everybody()
    {
        _plant.Say(new PlantUpdate.Await(A));
        _plant.Say(new PlantUpdate.Await(B, Other));
        Assert.Equal([A, B], _plant.Applied<PlantEvent.LocationRegistered>(new PlantUpdate.Meet(Raw)).Resume);
        Assert.Empty(_plant.State.Waiting);
    }

    [Fact]
    public void A_hold_decided_before_the_newest_change_is_answered_at_once()
    {
        _plant.Say(new PlantUpdate.Register());
        _plant.Applied<PlantEvent.Answered>(new PlantUpdate.Await(A));
        _plant.Applied<PlantEvent.Answered>(new PlantUpdate.Await(A, Raw));
        var seen = _plant.View.Version;
        _plant.Say(new PlantUpdate.RegisterLocation(Raw));
        Assert.Equal(Raw, _plant.Applied<PlantEvent.Answered>(new PlantUpdate.Await(A, Raw, seen)).Location);
        Assert.Empty(_plant.State.Waiting);
    }

    [Fact]
    public void That_another_location_comes_is_no_answer()
    {
        _plant.Say(new PlantUpdate.Register());
        var seen = _plant.View.Version;
        _plant.Say(new PlantUpdate.RegisterLocation(Other));
        _plant.Applied<PlantEvent.Awaited>(new PlantUpdate.Await(A, Raw, seen));
    }

    [Fact]
    public void Nobody_waits_for_what_the_decision_has_seen()
    {
        _plant.Say(new PlantUpdate.Register());
        _plant.Say(new PlantUpdate.RegisterLocation(Raw));
        _plant.Applied<KernelEvent.Noted>(new PlantUpdate.Await(A, Raw, _plant.View.Version));
        _plant.Applied<KernelEvent.Noted>(new PlantUpdate.Await(A, null, _plant.View.Version));
    }

    [Fact]
    public void Who_waits_already_is_noted_once()
    {
        _plant.Say(new PlantUpdate.Await(A, Raw));
        _plant.Applied<KernelEvent.Noted>(new PlantUpdate.Await(A, Raw));
        Assert.Single(_plant.State.Waiting);
    }

    [Fact]
    public void Beyond_the_limit_waiting_is_refused()
    {
        var full = new PlantState { Waiting = [.. Enumerable.Range(0, PlantModel.WaitingLimit).Select(i => new PlantWaiter(new EntityKey(EntityKinds.Stock, $"P/L{i}/BOLT"), null))] };
        var update = new Update(new UpdateId("/tests", 0, "1"), new EntityKey(EntityKinds.Plant, "P100"), new PlantUpdate.Await(A));
        Assert.Equal(ErrorCodes.TooManyHeld.Code, Assert.IsType<Decision.Refuse>(new PlantModel().Decide(full, update, default)).Reason.Code);
    }
}
