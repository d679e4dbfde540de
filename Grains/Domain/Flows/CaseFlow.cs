using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Domain.Flows;

/// <summary>Opens a case for what needs a person, and closes it when its cause has gone.</summary>
internal sealed class CaseFlow : IFlow
{
    /// <inheritdoc/>
    public string Name => "cases";

    /// <inheritdoc/>
    public IEnumerable<FlowOutput> React(JournalRecord record, DomainEvent e)
    {
        if (e is not (KernelEvent.Held or KernelEvent.GapOverdue) && e.Cleared is null && e.Identified?.SameAs is null && e is not StockEvent { Flags: not null } and not StockEvent { Claims.Cleared: not null }) return [];
        var follow = new FollowUps(this, record);
        foreach (var code in e.Cleared ?? []) follow.Send(CaseIds.Of(code, record.Entity), new CaseUpdate.Resolve("system", Gone(record, e)));
        // What waits for its turn goes on by itself: a person is told when that takes too long.
        if (e is KernelEvent.Held held && !SequenceTurns.IsTurn(held.Reason)) Open(follow, record, held.Reason);
        if (e is KernelEvent.GapOverdue gap) Open(follow, record, ErrorCodes.SequenceGap.With($"{record.Entity} waits for {gap.Missing}; updates that wait: {gap.Waiting}"));
        if (e is StockEvent { Claims.Cleared: { } settled })
            foreach (var code in settled) follow.Send(CaseIds.Of(code, record.Entity), new CaseUpdate.Resolve("system", $"no claim is open for this since version {record.Version}"));
        // What is held did not count yet: whether it counts twice is known when it is decided.
        if (e is not KernelEvent.Held && e.Identified?.SameAs is { } same)
            Open(follow, record, ErrorCodes.SameContent.With($"{record.Cause}, version {record.Version} of {record.Entity}, says the same as version {same}"));
        if (e is StockEvent stock) Flagged(follow, record, stock);
        return follow.Outputs;
    }

    private static void Flagged(FollowUps follow, JournalRecord record, StockEvent e)
    {
        foreach (var flag in e.Flags ?? [])
            if (FlagReasons.Of(flag, record, e) is { } reason) Open(follow, record, reason);
    }

    private static void Open(FollowUps follow, JournalRecord record, Refusal reason) =>
        follow.Send(CaseIds.Of(reason.Code, record.Entity), new CaseUpdate.Open(reason, record.Entity, record.Cause));

    private static string Gone(JournalRecord record, DomainEvent e) => e is KernelEvent.Discarded discarded
        ? $"{discarded.Update} was discarded by {discarded.By}"
        : $"nothing is held for this since version {record.Version}";
}
