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
        return @event is KernelEvent.Discarded discarded
            ? WithoutOne(held, discarded.Update)
            : held.RemoveAll(h => h.Update.Id == cause && Fingerprints.OfContent(h.Update) == content);
    }

    /// <summary>The event with what it does to the held updates: how many there are after it, and the codes under which none is held any more.</summary>
    public static DomainEvent Told(ImmutableArray<HeldUpdate> held, DomainEvent @event, UpdateId cause, Fingerprint content)
    {
        var remaining = Remaining(held, @event, cause, content);
        var after = remaining.Length + (@event is KernelEvent.Held ? 1 : 0);
        if (after != held.Length) @event = @event with { HeldAfter = after };
        if (remaining.Length == held.Length) return @event;
        var left = remaining.Select(h => h.Reason.Code).ToHashSet(StringComparer.Ordinal);
        if (@event is KernelEvent.Held again) left.Add(again.Reason.Code);
        ImmutableArray<string> cleared = [.. held.Select(h => h.Reason.Code).Where(c => !left.Contains(c)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return cleared.IsEmpty ? @event : @event with { Cleared = cleared };
    }

    /// <summary>An identity may be held twice: with the content that came first, and with another as a conflict. The conflict is what is given up.</summary>
    private static ImmutableArray<HeldUpdate> WithoutOne(ImmutableArray<HeldUpdate> held, UpdateId id)
    {
        var meant = -1;
        for (var i = 0; i < held.Length; i++)
        {
            if (held[i].Update.Id != id) continue;
            meant = i;
            if (held[i].Reason.Code == ErrorCodes.IdentityConflict.Code) break;
        }

        return meant < 0 ? held : held.RemoveAt(meant);
    }
}
