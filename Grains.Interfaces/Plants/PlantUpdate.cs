using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>What can be said to a plant master.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.plant")]
public abstract record PlantUpdate : UpdatePayload
{
    private PlantUpdate()
    {
    }

    /// <summary>Request: register the plant or change it (type <c>com.orleanssync.plant.register.v1</c>).</summary>
    /// <param name="TimeZone">IANA time zone, for example <c>Europe/Berlin</c>.</param>
    /// <param name="Name">For people, at most 200 characters.</param>
    /// <param name="World">What happens with unknown items and locations; closed unless stated.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.plant.register")]
    public sealed record Register(
        [property: Id(0)] string TimeZone = "Etc/UTC",
        [property: Id(1)] string? Name = null,
        [property: Id(2)] World World = World.Closed) : PlantUpdate;

    /// <summary>Request: register a location or change it (type <c>com.orleanssync.plant.register-location.v1</c>).</summary>
    /// <param name="Location">The location.</param>
    /// <param name="Name">For people, at most 200 characters.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.plant.register-location")]
    public sealed record RegisterLocation(
        [property: Id(0)] LocationId Location,
        [property: Id(1)] string? Name = null) : PlantUpdate;

    /// <summary>Request: say whose reports of movements count at the plant, all rules at once (type <c>com.orleanssync.plant.set-ownership.v1</c>). It holds
    /// for what is decided from then on: what was decided before stays.</summary>
    /// <param name="Rules">The rules, at most 200; the first that fits decides. None: every source's report counts.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.plant.set-ownership")]
    public sealed record SetOwnership(ImmutableArray<OwnershipRule> Rules = default) : PlantUpdate
    {
        /// <summary>The rules; empty when none were given.</summary>
        [Id(0)]
        public ImmutableArray<OwnershipRule> Rules { get; init; } = Rules.IsDefault ? [] : Rules;
    }

    /// <summary>Request: say up to which day the plant's books are closed (type <c>com.orleanssync.plant.set-periods.v1</c>). It holds for what is decided
    /// from then on: what was decided before stays.</summary>
    /// <param name="ClosedThrough">The last closed day, a date of the plant; absent: every day is open.</param>
    /// <param name="Rule">What becomes of a movement that is posted into a closed period; a case unless stated.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.plant.set-periods")]
    public sealed record SetPeriods(
        [property: Id(0)] DateOnly? ClosedThrough = null,
        [property: Id(1)] ClosedPeriodRule Rule = ClosedPeriodRule.Case) : PlantUpdate;

    /// <summary>Internal: an open world met the plant or one of its locations. Registers what is not registered yet.</summary>
    /// <param name="Location">The location that was met.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.plant.meet")]
    public sealed record Meet([property: Id(0)] LocationId Location) : PlantUpdate;

    /// <summary>Internal: a position holds updates until the plant, or a location of it, is registered.</summary>
    /// <param name="Waiting">The entity that waits.</param>
    /// <param name="Location">The location it waits for; absent: the plant itself.</param>
    /// <param name="SeenVersion">The version of the plant that the hold was decided on, 0 when it was not registered. A change after it is
    /// answered at once; else the next one is.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.plant.await")]
    public sealed record Await(
        [property: Id(0)] EntityKey Waiting,
        [property: Id(1)] LocationId? Location = null,
        [property: Id(2)] long SeenVersion = 0) : PlantUpdate;
}
