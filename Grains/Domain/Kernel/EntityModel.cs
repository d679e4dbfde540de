using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>The pure behaviour of one kind of entity: <see cref="Decide"/> and <see cref="Evolve"/> are total, synchronous and depend on
/// their arguments only. State is immutable. Thread-safe.</summary>
/// <typeparam name="TState">The immutable state.</typeparam>
public abstract class EntityModel<TState>
    where TState : class
{
    /// <summary>Where the heads of its entities keep their views.</summary>
    internal ViewSeats<TState> Seats { get; } = new();

    /// <summary>The entity kind, one of <see cref="EntityKinds"/>.</summary>
    public abstract string Kind { get; }

    /// <summary>The version of the state's snapshot format; raised whenever an older body must not be used.</summary>
    public abstract int SnapshotSchema { get; }

    /// <summary>How the state is stored in a snapshot.</summary>
    public abstract JsonTypeInfo<TState> StateJson { get; }

    /// <summary>Names and JSON of the model's events.</summary>
    public abstract EventCodec Events { get; }

    /// <summary>The state before the first record.</summary>
    public abstract TState Empty(EntityKey key);

    /// <summary>Decides one update on a state. Never called with a <see cref="ControlUpdate"/>.</summary>
    public abstract Decision Decide(TState state, Update update, in DecisionContext context);

    /// <summary>The state after one of the model's own events.</summary>
    public abstract TState Evolve(TState state, DomainEvent @event, in EventFacts facts);

    /// <summary>True when a held update waits for another update of the same entity (and not for a master), so that it is worth
    /// deciding again after each record. It is decided then with <see cref="DecisionContext.FullHistory"/>: what had come before it was known when it
    /// was held. Where the answer rests on more than that, <see cref="DecisionContext.OnlyNews"/> tells that the state may have forgotten it.</summary>
    public virtual bool WaitsForOwnHistory(Refusal reason) => false;

    /// <summary>The state with everything forgotten that snapshots and long lives need not carry. The default forgets nothing.</summary>
    /// <remarks>Folding the same records with or without compaction must give the same answers, except that a decision may ask for
    /// <see cref="Decision.NeedHistory"/> on a compacted state.</remarks>
    public virtual TState Compact(TState state) => state;

    /// <summary>Where the state of one entity lies between two updates. By default it is kept as it is.</summary>
    public virtual StateShelf<TState> Shelf() => new PlainShelf<TState>();

    /// <summary>What an event adds to accounts and what they come to by it. Empty where the model keeps none.</summary>
    public virtual ImmutableArray<AccountSum> Sums(DomainEvent @event) => [];

    /// <summary>Every account of a state with its balance. Empty where the model keeps none.</summary>
    public virtual ImmutableArray<AccountSum> Balances(TState state) => [];

    /// <summary>Where an event breaks what must be conserved, or null. Asked of every event before it becomes a record: it must be cheap.</summary>
    public virtual string? Imbalance(TState before, DomainEvent @event) => null;
}
