using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>An entity as far as it has been decided: state, identity and chain. The head runs ahead of what is durable; the parts that are read
/// (<see cref="View"/>) are immutable and can be kept as of any version. Belongs to one activation; only <see cref="Rest"/> may be called from elsewhere.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
public sealed class EntityHead<TState>
    where TState : class
{
    private readonly ViewSeats<TState> _seats;
    private volatile ViewSeats<TState>.Seat? _seat;
    private IRestingEntity<TState>? _rest;

    internal EntityHead(EntityView<TState> view, Gate gate, RecordHash hash, DateTimeOffset recordedAt, ViewSeats<TState> seats)
    {
        _seats = seats;
        Gate = gate;
        View = view;
        Hash = hash;
        RecordedAt = recordedAt;
    }

    /// <summary>State, version and held updates after the newest decided record.</summary>
    public EntityView<TState> View
    {
        get
        {
            // Whoever rests gives the seat away before anybody else sits there: what was read while it was ours is ours.
            var seat = _seat;
            return seat?.View is { } view && _seat == seat ? view : Wake();
        }
        internal set
        {
            lock (Gate)
            {
                Sit(value);
                Version = value.Version;
            }
        }
    }

    /// <summary>The version of the newest decided record, 0 before the first.</summary>
    public long Version { get; private set; }

    /// <summary>The hash of that record.</summary>
    public RecordHash Hash { get; internal set; }

    /// <summary>When that record was decided.</summary>
    public DateTimeOffset RecordedAt { get; internal set; }

    /// <summary>What the entity has seen.</summary>
    public Gate Gate { get; }

    /// <summary>Lets go of a view that is kept elsewhere from now on, unless the head has moved on from it: it is asked for when it is needed again.
    /// Thread-safe.</summary>
    /// <param name="view">The view, which is durable.</param>
    /// <param name="rest">Keeps it, until there is a newer one.</param>
    public void Rest(EntityView<TState> view, IRestingEntity<TState> rest)
    {
        lock (Gate)
        {
            if (_seat is not { } seat || !ReferenceEquals(seat.View, view)) return;
            (_rest, _seat) = (rest, null);
            _seats.Return(seat);
        }
    }

    private EntityView<TState> Wake()
    {
        lock (Gate)
        {
            if (_seat?.View is { } awake) return awake;
            if (_rest?.View is not { } view || view.Version != Version)
                throw new InvalidOperationException($"version {Version} is no longer kept: this head was given up");
            Sit(view);
            return view;
        }
    }

    private void Sit(EntityView<TState> view)
    {
        var seat = _seat ?? _seats.Take();
        seat.View = view;
        _seat = seat;
    }
}

/// <summary>What can be read of an entity as of one version. Immutable.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
/// <param name="Key">The entity.</param>
/// <param name="Version">The version, 0 before the first record.</param>
/// <param name="State">The model's state.</param>
/// <param name="Held">The updates that are held, in order.</param>
public sealed record EntityView<TState>(EntityKey Key, long Version, TState State, ImmutableArray<HeldUpdate> Held)
    where TState : class
{
    /// <summary>The holes in strict sequences that held updates wait for.</summary>
    public ImmutableArray<SequenceGap> Gaps { get; init; } = [];
}
