using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>What can be said to an item master.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.item")]
public abstract record ItemUpdate : UpdatePayload
{
    private ItemUpdate()
    {
    }

    /// <summary>Request: register the item or change it (type <c>com.orleanssync.item.register.v1</c>).
    /// Base unit and lot policy of an item that is registered do not change: that is a planned conversion.</summary>
    /// <param name="BaseUnit">The unit stock is kept in.</param>
    /// <param name="Name">For people, at most 200 characters.</param>
    /// <param name="LotManaged">True: every movement names a lot.</param>
    /// <param name="Scale">Decimal places of the base unit, 0 to 9; 3 unless stated. Conversions round to it.</param>
    /// <param name="Conversions">Item-specific conversions to the base unit, at most 50, one a unit.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.item.register")]
    public sealed record Register(
        [property: Id(0)] UnitCode BaseUnit,
        [property: Id(1)] string? Name = null,
        [property: Id(2)] bool LotManaged = false,
        [property: Id(3)] int Scale = 3,
        ImmutableArray<UnitConversion> Conversions = default) : ItemUpdate
    {
        /// <summary>Item-specific conversions; empty when none were given.</summary>
        [Id(4)]
        public ImmutableArray<UnitConversion> Conversions { get; init; } = Conversions.IsDefault ? [] : Conversions;
    }

    /// <summary>Internal: an open world met the item. Registers it with this base unit, unless it is registered already.</summary>
    /// <param name="BaseUnit">The unit of the update that met it.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.item.meet")]
    public sealed record Meet([property: Id(0)] UnitCode BaseUnit) : ItemUpdate;

    /// <summary>Internal: a position holds updates until the item is registered or changes.</summary>
    /// <param name="Waiting">The entity that waits.</param>
    /// <param name="SeenVersion">The version of the item that the hold was decided on, 0 when it was not registered. A change after it is
    /// answered at once; else the next one is.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.item.await")]
    public sealed record Await([property: Id(0)] EntityKey Waiting, [property: Id(1)] long SeenVersion = 0) : ItemUpdate;
}

/// <summary>1 <paramref name="Unit"/> = <paramref name="ToBase"/> base units of the item. Immutable, thread-safe.</summary>
/// <param name="Unit">The other unit.</param>
/// <param name="ToBase">The exact factor.</param>
/// <param name="From">The first instant it holds; absent: since ever.</param>
/// <param name="Until">The first instant it holds no more; absent: until a later one begins.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.unit-conversion")]
public sealed record UnitConversion(
    [property: Id(0)] UnitCode Unit,
    [property: Id(1)] Ratio ToBase,
    [property: Id(2)] DateTimeOffset? From = null,
    [property: Id(3)] DateTimeOffset? Until = null);
