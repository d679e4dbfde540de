using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>What an event does to the updates that are held.</summary>
internal static class HeldChanges
{
    /// <summary>What stays held, without the update that the event may hold.</summary>
    public static ImmutableArray<HeldUpdate> Remaining(ImmutableArray<HeldUpdate> held, DomainEvent @event, UpdateId cause, Fingerprint content)
    {
        if (held.IsEmpty) return held;
        return @event switch
        {
            KernelEvent.Discarded discarded => WithoutOne(held, discarded.Update),
            KernelEvent.Fixed corrected => WithFixed(held, corrected),
            KernelEvent.EpochOpened opened => WithEpoch(held, opened),
            _ => Without(held, cause, content),
        };
    }

    /// <summary>The event with what it does to the held updates: how many there are after it, and the codes under which none is held any more.</summary>
    /// <param name="held">The updates that are held before the event.</param>
    /// <param name="event">The event.</param>
    /// <param name="cause">The identity of what caused it.</param>
    /// <param name="content">Its content.</param>
    /// <param name="overdue">True when a person was told of a gap: only then is there something to clear when it closes.</param>
    public static DomainEvent Told(ImmutableArray<HeldUpdate> held, DomainEvent @event, UpdateId cause, Fingerprint content, bool overdue)
    {
        var remaining = Remaining(held, @event, cause, content);
        var after = remaining.Length + (@event is KernelEvent.Held ? 1 : 0);
        if (after != held.Length) @event = @event with { HeldAfter = after };
        return remaining == held ? @event : Cleared(held, remaining, @event, overdue);
    }

    /// <summary>The held update that an action is about: of two of one identity, the conflict.</summary>
    public static HeldUpdate? Find(ImmutableArray<HeldUpdate> held, UpdateId id) => IndexOf(held, id) is >= 0 and var at ? held[at] : null;

    private static ImmutableArray<HeldUpdate> Without(ImmutableArray<HeldUpdate> held, UpdateId cause, Fingerprint content) =>
        held.RemoveAll(h => h.Update.Id == cause && Fingerprints.OfContent(h.Update) == content);

    private static DomainEvent Cleared(ImmutableArray<HeldUpdate> held, ImmutableArray<HeldUpdate> remaining, DomainEvent @event, bool overdue)
    {
        var left = remaining.Select(h => h.Reason.Code).ToHashSet(StringComparer.Ordinal);
        if (@event is KernelEvent.Held again) left.Add(again.Reason.Code);
        ImmutableArray<string> cleared = [.. held.Select(h => h.Reason.Code).Where(c => !left.Contains(c) && c != ErrorCodes.Queued.Code && (overdue || c != ErrorCodes.SequenceGap.Code)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return cleared.IsEmpty ? @event : @event with { Cleared = cleared };
    }

    private static ImmutableArray<HeldUpdate> WithFixed(ImmutableArray<HeldUpdate> held, KernelEvent.Fixed corrected)
    {
        var at = IndexOf(held, corrected.Update);
        return at < 0 ? held : held.SetItem(at, held[at] with { Update = StoredUpdates.FromJson(corrected.Corrected), Original = held[at].Original ?? held[at].Update });
    }

    /// <summary>Of several conflicts of one message id the first belongs to the new epoch; the others stay conflicts.</summary>
    private static ImmutableArray<HeldUpdate> WithEpoch(ImmutableArray<HeldUpdate> held, KernelEvent.EpochOpened opened)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < held.Length; i++)
        {
            var (update, code) = (held[i].Update, held[i].Reason.Code);
            if (code != ErrorCodes.IdentityConflict.Code || update.Id.Source != opened.Source || update.Id.Epoch != opened.From || !taken.Add(update.Id.MessageId)) continue;
            held = held.SetItem(i, held[i] with
            {
                Update = update with { Id = update.Id with { Epoch = opened.To } },
                Reason = ErrorCodes.Queued.With($"{update.Id.Source} started epoch {opened.To}"),
            });
        }

        return held;
    }

    /// <summary>An identity may be held twice: with the content that came first, and with another as a conflict. The conflict is what is given up.</summary>
    private static int IndexOf(ImmutableArray<HeldUpdate> held, UpdateId id)
    {
        var meant = -1;
        for (var i = 0; i < held.Length; i++)
        {
            if (held[i].Update.Id != id) continue;
            meant = i;
            if (held[i].Reason.Code == ErrorCodes.IdentityConflict.Code) break;
        }

        return meant;
    }

    private static ImmutableArray<HeldUpdate> WithoutOne(ImmutableArray<HeldUpdate> held, UpdateId id) => IndexOf(held, id) is >= 0 and var at ? held.RemoveAt(at) : held;
}
