using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Everything that a decider may know, and the questions that all of them ask. Immutable.</summary>
internal readonly struct Situation(StockState state, Update update, DecisionContext context)
{
    public StockState State => state;

    public Update Update => update;

    public DateTimeOffset Now => context.Now;

    /// <summary>When it happened; the instant of recording where the source did not say.</summary>
    public DateTimeOffset At { get; } = Instants.Truncate(update.OccurredAt ?? context.Now);

    /// <summary>True when the ledger holds every movement that was ever recorded.</summary>
    public bool KnowsAll => context.FullHistory || !state.HasForgotten;

    /// <summary>True when the state itself has forgotten nothing.</summary>
    public bool IsWhole => (context.FullHistory && !context.OnlyNews) || !state.HasForgotten;

    /// <summary>Whose reports count; empty: every source's.</summary>
    public ImmutableArray<OwnershipRule> Ownership => context.Plant?.Ownership ?? [];

    /// <summary>The item's base unit. Only after <see cref="IsPlaced"/>, or where something was recorded before.</summary>
    public UnitCode Unit => context.Item?.BaseUnit ?? state.Unit ?? default;

    /// <summary>True when every silo reads a member that events grew by.</summary>
    public bool MayWrite(string member) => FormatLevels.Has(context.Formats, member, StockFormats.First);

    /// <summary>The day on which a movement is posted.</summary>
    public PostingDay Posting => PostingDay.Of(PostingDate, context.Plant?.Posting);

    /// <summary>True when a request falls into a closed period: it is refused.</summary>
    public bool IsClosed([NotNullWhen(true)] out Decision? refused)
    {
        refused = context.Plant?.Posting is { } period && PostingDate is { } day && period.IsClosed(day)
            ? new Decision.Refuse(ErrorCodes.ClosedPeriod.With($"{day:yyyy-MM-dd} is closed at plant {state.Key.Plant}, which is open from {period.ClosedThrough.AddDays(1):yyyy-MM-dd} on"))
            : null;
        return refused is not null;
    }

    /// <summary>The date that the source says, or the plant's date of what happened.</summary>
    public DateOnly? PostingDate => update.PostingDate ?? (context.Plant is { } plant ? PlantTime.LocalDate(plant, At) : null);

    /// <summary>What cannot be placed waits when it is a fact, and is refused when it is a request.</summary>
    public Decision Cannot(Refusal reason) =>
        UpdateTypes.Of(update.Payload).Nature == Nature.Request ? new Decision.Refuse(reason) : new Decision.Hold(reason);

    /// <summary>True when plant, location and item are registered, and the receiving location of a transfer too.</summary>
    public bool IsPlaced([NotNullWhen(false)] out Decision? problem, LocationId? destination = null)
    {
        var (plant, location, item) = state.Key;
        problem = context.Plant is null ? Cannot(ErrorCodes.PlantUnknown.With($"plant {plant} is not registered"))
            : context.Plant.Find(location) is null ? Unknown(location)
            : destination is { } to && context.Plant.Find(to) is null ? Unknown(to)
            : context.Item is null ? Cannot(ErrorCodes.ItemUnknown.With($"item {item} is not registered"))
            : null;
        return problem is null;
    }

    /// <summary>The quantity in the base unit. Only after <see cref="IsPlaced"/>.</summary>
    public bool IsMeasured(Quantity quantity, out Measure measure, [NotNullWhen(false)] out Decision? problem, DateTimeOffset? inForceAt = null)
    {
        var found = context.Item is { } item ? UnitRules.Convert(item, quantity, inForceAt ?? At) : null;
        measure = found ?? default;
        problem = found is null ? Cannot(ErrorCodes.UnitUnknown.With($"{quantity.Unit} cannot be converted to {Unit} for item {state.Key.Item}"))
            : measure.IsInRange ? null
            : new Decision.Refuse(ErrorCodes.QuantityInvalid.With($"{quantity} is more than a quantity of {Unit} can be"));
        return problem is null;
    }

    /// <summary>True unless the item is managed in lots and the account names none.</summary>
    public bool HasLot(StockAccount account, [NotNullWhen(false)] out Decision? problem)
    {
        problem = context.Item is { LotManaged: true } && account.Lot is null
            ? Cannot(ErrorCodes.LotMissing.With($"item {state.Key.Item} is managed in lots: account {account} names none"))
            : null;
        return problem is null;
    }

    private Decision Unknown(LocationId location) => Cannot(ErrorCodes.LocationUnknown.With($"location {location} is not registered at plant {state.Key.Plant}"));
}
