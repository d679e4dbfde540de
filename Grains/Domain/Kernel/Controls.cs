using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>What operators and flows say about held updates and sequences. Used by one step.</summary>
internal sealed class Controls<TState>(UpdateContracts contracts, RecordWriter<TState> writer, Update update, Fingerprint content, Fingerprint identity)
    where TState : class
{
    private EntityHead<TState> Head => writer.Head;

    public Step Decide(ControlUpdate control) => control switch
    {
        ControlUpdate.Resume resume => Resume(resume),
        ControlUpdate.Discard discard => Discard(discard),
        ControlUpdate.NewEpoch epoch => NewEpoch(epoch),
        ControlUpdate.Fix fix => Fix(fix),
        ControlUpdate.DeclareMissing declare => Declare(declare),
        ControlUpdate.GapDue due => GapDue(due),
        _ => throw new InvalidOperationException($"{control.GetType().Name} is not a control update that is known here"),
    };

    private Step Resume(ControlUpdate.Resume resume)
    {
        if (writer.ReleaseNeedsHistory(resume.Only) || writer.TurnsNeedHistory()) return Step.NeedsHistory.Instance;
        var version = Write(new KernelEvent.Resumed(resume.Only));
        writer.ReleaseAll(resume.Only);
        return Applied(version);
    }

    private Step Discard(ControlUpdate.Discard discard)
    {
        if (HeldChanges.Find(Head.View.Held, discard.Held) is null) return NotHeld(discard.Held);
        if (writer.TurnsNeedHistory()) return Step.NeedsHistory.Instance;
        var version = Write(new KernelEvent.Discarded(discard.Held, discard.Reason, discard.By));
        if (writer.ReleaseTurns()) writer.ReleaseOwn();
        return Applied(version);
    }

    private Step NewEpoch(ControlUpdate.NewEpoch asked)
    {
        if (HeldChanges.Find(Head.View.Held, asked.Held) is not { } held) return NotHeld(asked.Held);
        if (held.Reason.Code != ErrorCodes.IdentityConflict.Code) return Refused(ErrorCodes.HeldAction.With($"{asked.Held} is no conflict: it is held for {held.Reason.Code}"));
        if (writer.ConflictsNeedHistory()) return Step.NeedsHistory.Instance;
        var id = held.Update.Id;
        var version = Write(new KernelEvent.EpochOpened(id.Source, id.Epoch, Epochs.Next(Head, id), asked.Reason, asked.By));
        writer.ReleaseOwn();
        return Applied(version);
    }

    private Step Fix(ControlUpdate.Fix fix)
    {
        if (HeldChanges.Find(Head.View.Held, fix.Held) is not { } held) return NotHeld(fix.Held);
        if (held.Reason.Code == ErrorCodes.IdentityConflict.Code) return Refused(ErrorCodes.HeldAction.With($"{fix.Held} is a conflict with what was recorded under the same identity: it cannot be corrected"));
        if (StoredUpdates.Parse(fix.Event) is not { } json) return Refused(ErrorCodes.InvalidPayload.With("the corrected update is no event that can be read"));
        var corrected = StoredUpdates.FromJson(json);
        if (corrected.Id != held.Update.Id || corrected.Target != held.Update.Target || corrected.Sequence != held.Update.Sequence || corrected.Payload.GetType() != held.Update.Payload.GetType())
            return Refused(ErrorCodes.FieldInvalid.With($"a correction of {fix.Held} keeps its identity, target, type and sequence"));
        if (writer.NeedsHistory(held with { Update = corrected }) || writer.TurnsNeedHistory()) return Step.NeedsHistory.Instance;
        var version = Write(new KernelEvent.Fixed(fix.Held, json, fix.Reason, fix.By));
        writer.ReleaseAll(fix.Held);
        return Applied(version);
    }

    private Step Declare(ControlUpdate.DeclareMissing declared)
    {
        var lane = new UpdateId(declared.Source, declared.Epoch, "");
        var known = Head.Gate.Sequences?.Find(lane);
        if (known is null && !contracts.All.Any(c => c.KeepsHoles && Speaks(c.Source!, declared.Source)))
            return Refused(ErrorCodes.FieldInvalid.With($"{declared.Source} has no strict sequence"));
        if (known is not null && (declared.From < known.Ranges.Below || known.Ranges.FirstTaken(declared.From) <= declared.To))
            return Refused(ErrorCodes.FieldInvalid.With($"from {declared.From} to {declared.To} of {declared.Source} is not missing: a part of it has come"));
        if (writer.TurnsNeedHistory()) return Step.NeedsHistory.Instance;
        var first = known?.First ?? contracts.All.First(c => c.KeepsHoles && Speaks(c.Source!, declared.Source)).FirstSequence;
        var version = Write(new KernelEvent.SequencesDeclared(declared.Source, declared.Epoch, first, declared.From, declared.To, declared.Reason, declared.By));
        writer.ReleaseOwn();
        return Applied(version);
    }

    /// <summary>A gap that has closed, or that a person was told of, is nothing to record.</summary>
    private Step GapDue(ControlUpdate.GapDue due)
    {
        var waits = HeldChanges.Find(Head.View.Held, due.Held)?.Reason.Code == ErrorCodes.SequenceGap.Code;
        var missing = waits ? SequenceTurns.Text(Head.View.Gaps) : null;
        return missing is null || missing == Head.Gate.Overdue
            ? Applied(Head.Version)
            : Applied(Write(new KernelEvent.GapOverdue(missing, Head.View.Held.Count(h => h.Reason.Code == ErrorCodes.SequenceGap.Code))));
    }

    private static bool Speaks(string pattern, string source) => pattern.EndsWith('*') ? source.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == source;

    private long Write(KernelEvent @event)
    {
        writer.Write(update, content, identity, @event);
        return Head.Version;
    }

    private Step Applied(long version) => writer.Done(new Receipt.Applied(update.Id, version, []));

    private Step NotHeld(UpdateId id) => Refused(ErrorCodes.HeldUnknown.With($"{id} is not held at {Head.View.Key}"));

    private Step.Decided Refused(Refusal reason) => new(new Receipt.Rejected(update.Id, reason), []);
}
