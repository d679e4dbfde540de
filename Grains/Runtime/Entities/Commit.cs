using Sync.Domain.Kernel;
using Sync.Journal;

namespace Sync.Grains.Entities;

/// <summary>What was decided in one turn of one call, on its way to being durable. Ending well takes no turn of the entity: the view moves on and the
/// call has its receipts where the journal says so. Ending badly does.</summary>
internal sealed class Commit<TState>(EntityCore<TState> core, Incarnation<TState> incarnation, EntityCall call, Range part, EntityView<TState> view) : IAppendObserver
    where TState : class
{
    private const int Handing = 0;
    private const int Handed = 1;
    private const int Refused = 2;
    private int _phase;
    private Exception? _failure;

    public Incarnation<TState> Incarnation => incarnation;

    public EntityCall Call => call;

    /// <summary>The receipts that rest on it.</summary>
    public Range Part => part;

    /// <summary>The entity as it is when this is durable.</summary>
    public EntityView<TState> View => view;

    /// <summary>To be written when this is durable; null when it is not time for one.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>The journal has taken the records, or refused them at once: then the turn that is running deals with it.</summary>
    public void OnHandedOver()
    {
        if (Interlocked.CompareExchange(ref _phase, Handed, Handing) == Refused) core.OnFailed(this, _failure!);
    }

    public void OnDurable()
    {
        // In this order: who sees that nothing is on its way sees all that came of it.
        core.Advance(this);
        incarnation.OnAppendEnded();
        core.OnDurable(this);
    }

    public void OnFailed(Exception failure)
    {
        // Known at once to everybody who asks, also before the entity has its turn.
        if (!EntityFailures.IsNothingChanged(failure)) incarnation.Unknown ??= failure;
        call.Note(failure);
        incarnation.OnAppendEnded();
        _failure = failure;
        if (Interlocked.CompareExchange(ref _phase, Refused, Handing) == Handed) core.InTurn(() => core.OnFailed(this, failure));
    }
}
