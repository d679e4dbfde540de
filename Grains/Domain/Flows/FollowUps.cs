using Sync.Contracts;

namespace Sync.Domain.Flows;

/// <summary>The commands of one flow about one record, numbered in order.</summary>
internal sealed class FollowUps(IFlow flow, JournalRecord record)
{
    private readonly List<FlowOutput> _outputs = [];

    public IEnumerable<FlowOutput> Outputs => _outputs;

    /// <summary>Adds a command that happened when its cause happened.</summary>
    public FollowUps Send(EntityKey target, UpdatePayload payload, DateOnly? postingDate = null)
    {
        _outputs.Add(new FlowOutput.Send(Command(target, payload, record.OccurredAt) with { PostingDate = postingDate }));
        return this;
    }

    /// <summary>Adds a command that happens when it is due.</summary>
    public FollowUps SendAt(DateTimeOffset due, EntityKey target, UpdatePayload payload)
    {
        _outputs.Add(new FlowOutput.SendAt(due, Command(target, payload, Instants.Truncate(due))));
        return this;
    }

    private Update Command(EntityKey target, UpdatePayload payload, DateTimeOffset occurredAt) => new(
        new UpdateId($"/flows/{flow.Name}", 0, $"{record.ChangeId}#{_outputs.Count}"), target, payload, occurredAt,
        TraceParent: record.TraceParent, CorrelationId: record.CorrelationId, CausationId: record.ChangeId);
}
