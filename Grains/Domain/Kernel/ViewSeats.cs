namespace Sync.Domain.Kernel;

/// <summary>Where heads keep the view that runs ahead of what is durable. A head lives as long as its activation, its view for a moment: a head that pointed to
/// its view would be an old object that points to a new one, and a collection of memory has to look at each of those that was written since the one before.
/// Seats are few, and the same few again and again. One that is not given back is collected with who had it. Thread-safe.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
internal sealed class ViewSeats<TState>
    where TState : class
{
    /// <summary>So many are kept for others: more than are taken at a time under load.</summary>
    private const int Kept = 10_000;

    private readonly Stack<Seat> _free = new();

    /// <summary>A seat that nobody else has.</summary>
    public Seat Take()
    {
        lock (_free) return _free.TryPop(out var seat) ? seat : new Seat();
    }

    /// <summary>Gives a seat back.</summary>
    public void Return(Seat seat)
    {
        seat.View = null;
        lock (_free)
        {
            if (_free.Count < Kept) _free.Push(seat);
        }
    }

    /// <summary>A place for one view.</summary>
    public sealed class Seat
    {
        private volatile EntityView<TState>? _view;

        /// <summary>The view; null while nobody sits here.</summary>
        public EntityView<TState>? View
        {
            get => _view;
            set => _view = value;
        }
    }
}
