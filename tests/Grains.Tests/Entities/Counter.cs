using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Tests.Entities;

/// <summary>A number with just enough behaviour to meet everything that an entity's shell can meet: facts (Adjusted), requests that may be
/// refused (Reserve), facts that wait for others (Reversed), a history that may be forgotten, and a mistake in the code (Issued).</summary>
internal sealed class Counter : EntityModel<Counter.State>
{
    public override string Kind => EntityKinds.Stock;

    public override int SnapshotSchema => 1;

    public override JsonTypeInfo<State> StateJson { get; } = (JsonTypeInfo<State>)JsonSerializerOptions.Web.GetTypeInfo(typeof(State));

    public override EventCodec Events { get; } = new(new EventCodec.Entry("counter.added", 1, JsonSerializerOptions.Web.GetTypeInfo(typeof(Added))));

    public override State Empty(EntityKey key) => new(0, ImmutableSortedDictionary<string, decimal>.Empty);

    public override Decision Decide(State state, Update update, in DecisionContext context) => update.Payload switch
    {
        StockUpdate.Adjusted a => new Decision.Apply(new Added(a.Difference.Value)),
        StockUpdate.Reserve r when state.Sum < r.Quantity.Value => new Decision.Refuse(ErrorCodes.NotEnoughFree.With($"there are {state.Sum}")),
        StockUpdate.Reserve r => new Decision.Apply(new Added(-r.Quantity.Value)),
        StockUpdate.Reversed r when state.Seen.TryGetValue(r.Reverses, out var amount) => new Decision.Apply(new Added(-amount)),
        StockUpdate.Reversed when !context.FullHistory => Decision.NeedHistory.Instance,
        StockUpdate.Reversed r => new Decision.Hold(ErrorCodes.ReversedUnknown.With(r.Reverses)),
        _ => throw new InvalidOperationException("a mistake in the model"),
    };

    public override State Evolve(State state, DomainEvent @event, in EventFacts facts)
    {
        var amount = ((Added)@event).Amount;
        return new State(state.Sum + amount, state.Seen.SetItem(facts.Cause.MessageId, amount));
    }

    public override bool WaitsForOwnHistory(Refusal reason) => reason.Code == ErrorCodes.ReversedUnknown.Code;

    public override StateShelf<State> Shelf() => Newest = new Cells();

    /// <summary>The shelf that was asked for last.</summary>
    public Cells? Newest { get; private set; }

    public override State Compact(State state) => state with { Seen = ImmutableSortedDictionary<string, decimal>.Empty };

    internal sealed record State(decimal Sum, ImmutableSortedDictionary<string, decimal> Seen);

    internal sealed record Added(decimal Amount) : DomainEvent;

    /// <summary>Writes values over in place, and counts how often they are asked for.</summary>
    internal sealed class Cells : StateShelf<State>
    {
        private decimal _sum;
        private ImmutableSortedDictionary<string, decimal>? _seen;

        public int Taken { get; private set; }

        public override void Put(State state) => (_sum, _seen) = (state.Sum, state.Seen);

        public override State Take()
        {
            Taken++;
            return new State(_sum, _seen!);
        }
    }
}
