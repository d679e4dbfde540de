using global::Akka.Actor;
using global::Akka.Persistence;
using Sync.Benchmarks.Systems.Peers;

namespace Sync.Benchmarks.Systems.Akka;

/// <summary>A stock position as a persistent actor: the new updates of a message are persisted together, and answered when all are.</summary>
internal sealed class AkkaPosition : ReceivePersistentActor
{
    private readonly Dictionary<string, decimal> _balances = [];
    private readonly HashSet<(string Source, string Id)> _seen = [];

    public AkkaPosition(string entity)
    {
        PersistenceId = entity;
        Recover<AkkaMoved>(Evolve);
        Command<AkkaSubmit>(Handle);
    }

    public override string PersistenceId { get; }

    /// <summary>There are no snapshots: a recovery does not look for one.</summary>
    public override Recovery Recovery => new(SnapshotSelectionCriteria.None);

    // Whoever asked is told, and does not wait for its time-out.
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        Sender.Tell(new Status.Failure(cause));
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        Sender.Tell(new Status.Failure(cause));
        base.OnPersistRejected(cause, @event, sequenceNr);
    }

    private void Handle(AkkaSubmit submit)
    {
        var events = Decide(submit.Updates);
        var sender = Sender;
        if (events.Count == 0)
        {
            sender.Tell(0);
            return;
        }

        var left = events.Count;
        PersistAll(events, moved =>
        {
            Evolve(moved);
            if (--left == 0) sender.Tell(events.Count);
        });
    }

    private List<AkkaMoved> Decide(ImmutableArray<Update> updates)
    {
        var events = new List<AkkaMoved>(updates.Length);
        var balances = new Dictionary<string, decimal>();
        foreach (var update in updates)
        {
            if (_seen.Contains((update.Id.Source, update.Id.MessageId))) continue;
            var movement = PeerMovement.Of(update);
            var balance = balances.TryGetValue(movement.Lot, out var decided) ? decided : _balances.GetValueOrDefault(movement.Lot);
            balance += movement.Delta;
            balances[movement.Lot] = balance;
            events.Add(new AkkaMoved(
                update.Id.Source, update.Id.MessageId, update.Sequence!.Value, update.OccurredAt!.Value, movement.Lot, movement.Delta, balance, movement.ToPayload(balance)));
        }

        return events;
    }

    private void Evolve(AkkaMoved moved)
    {
        _seen.Add((moved.Source, moved.MessageId));
        _balances[moved.Lot] = moved.Balance;
    }
}

/// <summary>Updates for one position. Immutable.</summary>
internal sealed record AkkaSubmit(ImmutableArray<Update> Updates) : INoSerializationVerificationNeeded;
