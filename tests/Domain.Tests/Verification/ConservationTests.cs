using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Domain.Tests.Stock;

namespace Sync.Domain.Tests.Verification;

public sealed class ConservationTests
{
    private static readonly UnitCode Unit = Masters.Bolt.BaseUnit;

    [Fact]
    public void A_balance_that_its_movement_does_not_make_is_said()
    {
        var position = new Position();
        position.Moved(new StockUpdate.Received(new Quantity(10, Unit)));
        var model = new StockModel();
        Assert.Null(model.Imbalance(position.State, Event(new AccountChange(default, 2, 12))));
        Assert.Contains("has 10, 2 is moved, 13 is said", model.Imbalance(position.State, Event(new AccountChange(default, 2, 13))), StringComparison.Ordinal);
        var blocked = new StockAccount(Status: StockStatus.Blocked);
        Assert.Null(model.Imbalance(position.State, Event(new AccountChange(default, -2, 8), new AccountChange(blocked, 2, 2))));
        Assert.Contains("1 appears", model.Imbalance(position.State, Event(new AccountChange(default, -2, 8), new AccountChange(blocked, 3, 3))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_that_does_not_conserve_never_becomes_a_record()
    {
        var model = new Leaking();
        var key = Masters.Key.ToEntity();
        var head = EntityReplay.Start(model, key);
        var update = new Update(new UpdateId("/s", 0, "1"), key, new StockUpdate.Received(new Quantity(10, Unit)));
        var failure = Assert.Throws<NotConservedException>(() =>
            new EntityKernel<StockState>(model).Decide(head, update, new DecisionContext(Position.Hour(1), Masters.Plant, Masters.Bolt)));
        Assert.Contains("version 1 is not recorded", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, head.Version);
    }

    private static StockEvent.Moved Event(params ImmutableArray<AccountChange> changes) =>
        new() { Unit = Unit, Changes = changes, Reserved = 0, Movement = MovementType.Receipt };

    /// <summary>A position whose decisions lose one piece.</summary>
    private sealed class Leaking : EntityModel<StockState>
    {
        private readonly StockModel _real = new();

        public override string Kind => _real.Kind;

        public override int SnapshotSchema => _real.SnapshotSchema;

        public override JsonTypeInfo<StockState> StateJson => _real.StateJson;

        public override EventCodec Events => _real.Events;

        public override StockState Empty(EntityKey key) => _real.Empty(key);

        public override Decision Decide(StockState state, Update update, in DecisionContext context)
        {
            var apply = (Decision.Apply)_real.Decide(state, update, context);
            var moved = (StockEvent.Moved)apply.Event;
            return apply with { Event = moved with { Changes = [moved.Changes[0] with { Balance = moved.Changes[0].Balance - 1 }] } };
        }

        public override StockState Evolve(StockState state, DomainEvent @event, in EventFacts facts) => _real.Evolve(state, @event, facts);

        public override string? Imbalance(StockState before, DomainEvent @event) => _real.Imbalance(before, @event);
    }
}
