using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;

namespace Sync.Contracts;

/// <summary>The registry of update types. Thread-safe.</summary>
public static class UpdateTypes
{
    private const string Stock = EntityKinds.Stock;
    private static readonly ContractsJson Json = ContractsJson.Default;

    /// <summary>Every type, in the order of the API page.</summary>
    public static ImmutableArray<UpdateType> All { get; } =
    [
        Type("stock.received", Stock, Nature.Fact, true, Json.StockReceived, "Goods came in."),
        Type("stock.issued", Stock, Nature.Fact, true, Json.StockIssued, "Goods left; may consume a reservation."),
        Type("stock.transferred", Stock, Nature.Fact, true, Json.StockTransferred, "Goods were sent to another location of the plant."),
        Type("stock.status-changed", Stock, Nature.Fact, true, Json.StockStatusChanged, "Goods changed status."),
        Type("stock.counted", Stock, Nature.Fact, true, Json.StockCounted, "The position was counted: absolute as of its time."),
        Type("stock.count-posted", Stock, Nature.Fact, true, Json.StockCountPosted, "The system of record posted a count difference: confirms, moves nothing."),
        Type("stock.adjusted", Stock, Nature.Fact, true, Json.StockAdjusted, "Corrected by hand with a reason."),
        Type("stock.reversed", Stock, Nature.Fact, true, Json.StockReversed, "An earlier movement is undone, in full or in part."),
        Type("stock.reserve", Stock, Nature.Request, true, Json.StockReserve, "Set quantity aside."),
        Type("stock.release", Stock, Nature.Request, true, Json.StockRelease, "Give a reservation back."),
        Type("stock.arrive", Stock, Nature.Fact, false, Json.StockArrive, "The receiving half of a transfer."),
        Type("stock.confirm-arrival", Stock, Nature.Fact, false, Json.StockConfirmArrival, "A transfer has arrived."),
        Type("stock.expire", Stock, Nature.Fact, false, Json.StockExpire, "A reservation has expired."),
        Type("stock.claim-due", Stock, Nature.Fact, false, Json.StockClaimDue, "A claim has waited long enough."),
        Type("item.register", EntityKinds.Item, Nature.Request, true, Json.ItemRegister, "Register an item or change it."),
        Type("item.meet", EntityKinds.Item, Nature.Fact, false, Json.ItemMeet, "An open world met the item."),
        Type("item.await", EntityKinds.Item, Nature.Fact, false, Json.ItemAwait, "A position waits for the item."),
        Type("plant.register", EntityKinds.Plant, Nature.Request, true, Json.PlantRegister, "Register a plant or change it."),
        Type("plant.register-location", EntityKinds.Plant, Nature.Request, true, Json.PlantRegisterLocation, "Register a location or change it."),
        Type("plant.set-ownership", EntityKinds.Plant, Nature.Request, false, Json.PlantSetOwnership, "Say whose reports of movements count."),
        Type("plant.set-periods", EntityKinds.Plant, Nature.Request, false, Json.PlantSetPeriods, "Say up to which day the books are closed."),
        Type("plant.meet", EntityKinds.Plant, Nature.Fact, false, Json.PlantMeet, "An open world met the plant or a location."),
        Type("plant.await", EntityKinds.Plant, Nature.Fact, false, Json.PlantAwait, "A position waits for the plant or a location."),
        Type("case.open", EntityKinds.Case, Nature.Fact, false, Json.CaseOpen, "Something needs a person."),
        Type("case.own", EntityKinds.Case, Nature.Request, false, Json.CaseOwn, "Somebody takes the case."),
        Type("case.acknowledge", EntityKinds.Case, Nature.Request, false, Json.CaseAcknowledge, "Somebody has seen the case."),
        Type("case.resolve", EntityKinds.Case, Nature.Request, false, Json.CaseResolve, "The case is closed."),
        Type("case.fall-due", EntityKinds.Case, Nature.Fact, false, Json.CaseFallDue, "The clock of the case ran out."),
        Type("control.resume", null, Nature.Request, false, Json.ControlResume, "Decide held updates again."),
        Type("control.discard", null, Nature.Request, false, Json.ControlDiscard, "Give up a held update."),
        Type("control.new-epoch", null, Nature.Request, false, Json.ControlNewEpoch, "A source has started its numbers again."),
        Type("control.fix", null, Nature.Request, false, Json.ControlFix, "Correct a held update."),
        Type("control.declare-missing", null, Nature.Request, false, Json.ControlDeclareMissing, "Sequences of a source will never come."),
        Type("control.gap-due", null, Nature.Fact, false, Json.ControlGapDue, "The time for closing a gap is up."),
    ];

    private static readonly FrozenDictionary<string, UpdateType> ByName = All.ToFrozenDictionary(t => t.FullName);
    private static readonly FrozenDictionary<string, UpdateType>.AlternateLookup<ReadOnlySpan<char>> ByNameSpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<Type, UpdateType> ByPayload = All.ToFrozenDictionary(t => t.Payload.Type);

    /// <summary>The type with this CloudEvents name, or null.</summary>
    public static UpdateType? Find(string fullName) => ByName.GetValueOrDefault(fullName);

    /// <summary>The type with this CloudEvents name, or null.</summary>
    public static UpdateType? Find(ReadOnlySpan<char> fullName) => ByNameSpan.TryGetValue(fullName, out var type) ? type : null;

    /// <summary>The versions of a type, by its name without the version: empty when the name is not known.</summary>
    public static ImmutableArray<int> Versions(ReadOnlySpan<char> name)
    {
        var versions = ImmutableArray.CreateBuilder<int>();
        foreach (var type in All)
            if (name.SequenceEqual(type.Name)) versions.Add(type.Version);
        return versions.ToImmutable();
    }

    /// <summary>The type of a payload.</summary>
    /// <exception cref="KeyNotFoundException">The payload is not registered: an error in the code.</exception>
    public static UpdateType Of(UpdatePayload payload) => ByPayload[payload.GetType()];

    private static UpdateType Type(string name, string? kind, Nature nature, bool isPublic, JsonTypeInfo payload, string summary) =>
        new($"com.orleanssync.{name}", 1, kind, nature, isPublic, payload, summary);
}
