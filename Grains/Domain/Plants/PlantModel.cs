using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Plants;

/// <summary>The behaviour of a plant master. Pure, thread-safe.</summary>
public sealed class PlantModel : EntityModel<PlantState>
{
    /// <summary>How many locations a plant can have.</summary>
    public const int LocationLimit = 10_000;

    /// <summary>How many entities can wait for a plant and its locations.</summary>
    public const int WaitingLimit = 10_000;

    private const string PeriodsSet = "plant.periods-set";

    /// <summary>Builds before this one know no such event: it is written when every silo reads it.</summary>
    private const int PeriodsSetFirst = 2;

    /// <inheritdoc/>
    public override string Kind => EntityKinds.Plant;

    /// <inheritdoc/>
    public override int SnapshotSchema => 1;

    /// <inheritdoc/>
    public override JsonTypeInfo<PlantState> StateJson => PlantJson.Default.PlantState;

    /// <inheritdoc/>
    public override EventCodec Events { get; } = new(
        new EventCodec.Entry("plant.registered", 1, PlantJson.Default.Registered),
        new EventCodec.Entry("plant.location-registered", 1, PlantJson.Default.LocationRegistered),
        new EventCodec.Entry("plant.ownership-set", 1, PlantJson.Default.OwnershipSet),
        new EventCodec.Entry(PeriodsSet, PeriodsSetFirst, PlantJson.Default.PeriodsSet),
        new EventCodec.Entry("plant.awaited", 1, PlantJson.Default.Awaited),
        new EventCodec.Entry("plant.answered", 1, PlantJson.Default.Answered));

    /// <inheritdoc/>
    public override PlantState Empty(EntityKey key) => new();

    /// <inheritdoc/>
    public override Decision Decide(PlantState state, Update update, in DecisionContext context) => update.Payload switch
    {
        PlantUpdate payload when PlantUpdateRules.Check(payload) is { } wrong => new Decision.Refuse(wrong),
        PlantUpdate.Register register => Register(state, register),
        PlantUpdate.RegisterLocation location => RegisterLocation(state, location, update.Target),
        PlantUpdate.SetOwnership ownership => SetOwnership(state, ownership.Rules, update.Target),
        PlantUpdate.SetPeriods periods => SetPeriods(state, periods, update.Target, context.Formats),
        PlantUpdate.Meet meet => Meet(state, meet, update.Target),
        PlantUpdate.Await wait => PlantWaits.Decide(state, wait, update.Target),
        _ => new Decision.Refuse(ErrorCodes.UnknownType.With($"{UpdateTypes.Of(update.Payload).FullName} cannot be said to a plant")),
    };

    /// <inheritdoc/>
    public override PlantState Evolve(PlantState state, DomainEvent @event, in EventFacts facts) => @event switch
    {
        PlantEvent.Registered e => state with { Terms = e.Terms, ChangedVersion = facts.Version, Waiting = [] },
        PlantEvent.LocationRegistered e => Evolve(state, e, facts.Version),
        PlantEvent.OwnershipSet e => state with { Ownership = e.Rules.IsEmpty ? null : e.Rules },
        PlantEvent.PeriodsSet e => state with { Posting = e.Posting },
        PlantEvent.Awaited e => state with { Waiting = state.Waiting.Add(new PlantWaiter(e.Waiting, e.Location)) },
        _ => state,
    };

    private static PlantState Evolve(PlantState state, PlantEvent.LocationRegistered e, long version)
    {
        var plant = e.Plant is { } terms
            ? state with { Terms = terms, ChangedVersion = version, Waiting = [] }
            : state with { Waiting = PlantWaits.Without(state, e.Location) };
        return plant.With(new PlantLocation(new LocationMaster(e.Location, e.Name, e.Met), version));
    }

    private static Decision Register(PlantState state, PlantUpdate.Register request)
    {
        var terms = new PlantTerms(request.TimeZone, request.Name, request.World);
        return terms == state.Terms
            ? Decision.Note.Instance
            : new Decision.Apply(new PlantEvent.Registered { Terms = terms, Resume = PlantWaits.ForAnything(state) });
    }

    private static Decision RegisterLocation(PlantState state, PlantUpdate.RegisterLocation request, EntityKey plant)
    {
        if (state.Terms is null) return new Decision.Refuse(ErrorCodes.PlantUnknown.With($"{plant} is not registered"));
        if (state.Find(request.Location)?.Master == new LocationMaster(request.Location, request.Name, Met: false)) return Decision.Note.Instance;
        return Full(state, request.Location, plant) ?? new Decision.Apply(new PlantEvent.LocationRegistered
        {
            Location = request.Location, Name = request.Name, Resume = PlantWaits.For(state, request.Location),
        });
    }

    private static Decision SetOwnership(PlantState state, ImmutableArray<OwnershipRule> rules, EntityKey plant)
    {
        if (state.Terms is null) return new Decision.Refuse(ErrorCodes.PlantUnknown.With($"{plant} is not registered"));
        return (state.Ownership ?? []).SequenceEqual(rules) ? Decision.Note.Instance : new Decision.Apply(new PlantEvent.OwnershipSet { Rules = rules });
    }

    private static Decision SetPeriods(PlantState state, PlantUpdate.SetPeriods asked, EntityKey plant, FormatLevels? formats)
    {
        if (state.Terms is null) return new Decision.Refuse(ErrorCodes.PlantUnknown.With($"{plant} is not registered"));
        var posting = asked.ClosedThrough is { } day ? new PostingPeriod(day, asked.Rule) : null;
        if (posting == state.Posting) return Decision.Note.Instance;
        return FormatLevels.Has(formats, PeriodsSet, PeriodsSetFirst)
            ? new Decision.Apply(new PlantEvent.PeriodsSet { Posting = posting })
            : new Decision.Refuse(ErrorCodes.FormatPending.With("closed periods cannot be set yet: a silo of an older build would not read the record"));
    }

    private static Decision Meet(PlantState state, PlantUpdate.Meet meet, EntityKey plant)
    {
        if (!Identifiers.IsValid(meet.Location.Value)) return new Decision.Refuse(ErrorCodes.FieldInvalid.With("data.location is not a location"));
        if (state.Find(meet.Location) is not null) return Decision.Note.Instance;
        var isNew = state.Terms is null;
        return Full(state, meet.Location, plant) ?? new Decision.Apply(new PlantEvent.LocationRegistered
        {
            Location = meet.Location,
            Met = true,
            Plant = isNew ? PlantTerms.Met : null,
            Resume = isNew ? PlantWaits.ForAnything(state) : PlantWaits.For(state, meet.Location),
        });
    }

    private static Decision? Full(PlantState state, LocationId location, EntityKey plant) =>
        state.Locations.Length < LocationLimit || state.Find(location) is not null
            ? null
            : new Decision.Refuse(ErrorCodes.FieldInvalid.With($"{plant} has {LocationLimit} locations, which is the most: '{location}' cannot be added"));
}
