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
            ? held.RemoveAll(h => h.Update.Id == discarded.Update)
            : held.RemoveAll(h => h.Update.Id == cause && Fingerprints.OfContent(h.Update) == content);
    }

    /// <summary>The event with the codes under which nothing is held any more because of it.</summary>
    public static DomainEvent WithCleared(ImmutableArray<HeldUpdate> held, DomainEvent @event, UpdateId cause, Fingerprint content)
    {
        if (held.IsEmpty) return @event;
        var remaining = Remaining(held, @event, cause, content);
        if (remaining.Length == held.Length) return @event;
        var left = remaining.Select(h => h.Reason.Code).ToHashSet(StringComparer.Ordinal);
        if (@event is KernelEvent.Held again) left.Add(again.Reason.Code);
        ImmutableArray<string> cleared = [.. held.Select(h => h.Reason.Code).Where(c => !left.Contains(c)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return cleared.IsEmpty ? @event : @event with { Cleared = cleared };
    }
}
