using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Numbers of epochs. Pure.</summary>
internal static class Epochs
{
    /// <summary>The number after every epoch of the source that is known at the entity.</summary>
    public static int Next<TState>(EntityHead<TState> head, UpdateId id)
        where TState : class
    {
        var last = id.Epoch;
        foreach (var lane in head.Gate.Sequences?.Lanes ?? [])
            if (lane.Source == id.Source) last = Math.Max(last, lane.Epoch);
        foreach (var opened in head.Gate.Epochs?.All ?? [])
            if (opened.Source == id.Source) last = Math.Max(last, opened.To);
        foreach (var held in head.View.Held)
            if (held.Update.Id.Source == id.Source) last = Math.Max(last, held.Update.Id.Epoch);
        return last + 1;
    }
}
