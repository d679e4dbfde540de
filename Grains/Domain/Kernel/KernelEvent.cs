using System.Text.Json;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Events that every entity can have.</summary>
public abstract record KernelEvent : DomainEvent
{
    private KernelEvent()
    {
    }

    /// <summary>The update is parked on its key. The record's cause is the update's own identity.</summary>
    /// <param name="Update">The update as a CloudEvent.</param>
    /// <param name="Reason">What it waits for.</param>
    /// <param name="SeenPlant">The version of the plant's master that was seen; absent: not registered, or not asked for.</param>
    /// <param name="SeenItem">The version of the item's master that was seen; absent: not registered, or not asked for.</param>
    public sealed record Held(JsonElement Update, Refusal Reason, long? SeenPlant = null, long? SeenItem = null) : KernelEvent;

    /// <summary>Held updates are decided again; what can be applied follows in records of its own.</summary>
    /// <param name="Only">The one held update that is meant; absent: all.</param>
    public sealed record Resumed(UpdateId? Only = null) : KernelEvent;

    /// <summary>A held update was given up.</summary>
    /// <param name="Update">Its identity.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="By">Who.</param>
    public sealed record Discarded(UpdateId Update, string Reason, string By) : KernelEvent;

    /// <summary>The update is known and needed no change of state. Recorded so that its identity is kept.</summary>
    public sealed record Noted : KernelEvent;
}
