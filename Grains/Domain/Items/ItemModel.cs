using System.Text.Json.Serialization.Metadata;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Items;

/// <summary>The behaviour of an item master. Pure, thread-safe.</summary>
public sealed class ItemModel : EntityModel<ItemState>
{
    /// <summary>How many entities can wait for one item.</summary>
    public const int WaitingLimit = 10_000;

    /// <inheritdoc/>
    public override string Kind => EntityKinds.Item;

    /// <inheritdoc/>
    public override int SnapshotSchema => 1;

    /// <inheritdoc/>
    public override JsonTypeInfo<ItemState> StateJson => ItemJson.Default.ItemState;

    /// <inheritdoc/>
    public override EventCodec Events { get; } = new(
        new EventCodec.Entry("item.registered", 1, ItemJson.Default.Registered),
        new EventCodec.Entry("item.awaited", 1, ItemJson.Default.Awaited),
        new EventCodec.Entry("item.answered", 1, ItemJson.Default.Answered));

    /// <inheritdoc/>
    public override ItemState Empty(EntityKey key) => new();

    /// <inheritdoc/>
    public override Decision Decide(ItemState state, Update update, in DecisionContext context) => update.Payload switch
    {
        ItemUpdate.Register register => Register(state, register, update.Target),
        ItemUpdate.Meet meet => Meet(state, meet),
        ItemUpdate.Await wait => Await(state, wait, update.Target),
        _ => new Decision.Refuse(ErrorCodes.UnknownType.With($"{UpdateTypes.Of(update.Payload).FullName} cannot be said to an item")),
    };

    /// <inheritdoc/>
    public override ItemState Evolve(ItemState state, DomainEvent @event, in EventFacts facts) => @event switch
    {
        ItemEvent.Registered e => new ItemState { Terms = e.Terms, Met = e.Met, ChangedVersion = facts.Version },
        ItemEvent.Awaited e => state with { Waiting = state.Waiting.Add(e.Waiting) },
        _ => state,
    };

    private static Decision Register(ItemState state, ItemUpdate.Register request, EntityKey item)
    {
        if (ItemUpdateRules.Check(request) is { } wrong) return new Decision.Refuse(wrong);
        var terms = ItemTerms.Of(request);
        if (Conflict(state, terms) is { } conflict) return new Decision.Refuse(ErrorCodes.MasterConflict.With($"{item} {conflict}"));
        return terms.Equals(state.Terms) && !state.Met ? Decision.Note.Instance : new Decision.Apply(Registered(state, terms, met: false));
    }

    private static Decision Meet(ItemState state, ItemUpdate.Meet meet)
    {
        if (meet.BaseUnit == default) return new Decision.Refuse(ErrorCodes.FieldInvalid.With("data.baseUnit is no unit"));
        return state.Terms is not null ? Decision.Note.Instance : new Decision.Apply(Registered(state, ItemTerms.Met(meet.BaseUnit), met: true));
    }

    /// <summary>A hold that was decided before the newest change is answered at once; else the entity waits for the next one, for an item
    /// that is registered can still lack a conversion.</summary>
    private static Decision Await(ItemState state, ItemUpdate.Await wait, EntityKey item)
    {
        if (state.ChangedVersion > wait.SeenVersion) return new Decision.Apply(new ItemEvent.Answered { Waiting = wait.Waiting });
        if (state.Waiting.Contains(wait.Waiting)) return Decision.Note.Instance;
        return state.Waiting.Length < WaitingLimit
            ? new Decision.Apply(new ItemEvent.Awaited { Waiting = wait.Waiting })
            : new Decision.Refuse(ErrorCodes.TooManyHeld.With($"{WaitingLimit} entities wait for {item}"));
    }

    /// <summary>Stock may exist as soon as the item is known: then its base unit stays. The lot policy of an item that was merely met is a
    /// guess, which a person may correct.</summary>
    private static string? Conflict(ItemState state, ItemTerms terms)
    {
        if (state.Terms is not { } known) return null;
        if (terms.BaseUnit != known.BaseUnit) return $"is kept in {known.BaseUnit}, not in {terms.BaseUnit}";
        return terms.LotManaged == known.LotManaged || state.Met ? null : $"is {(known.LotManaged ? "" : "not ")}managed in lots";
    }

    private static ItemEvent.Registered Registered(ItemState state, ItemTerms terms, bool met) =>
        new() { Terms = terms, Met = met, Resume = state.Waiting };
}
