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
    /// <param name="Due">When a person is told that it still waits; absent: at once, or never.</param>
    public sealed record Held(JsonElement Update, Refusal Reason, long? SeenPlant = null, long? SeenItem = null, DateTimeOffset? Due = null) : KernelEvent;

    /// <summary>Held updates are decided again; what can be applied follows in records of its own.</summary>
    /// <param name="Only">The one held update that is meant; absent: all.</param>
    public sealed record Resumed(UpdateId? Only = null) : KernelEvent;

    /// <summary>A held update was given up.</summary>
    /// <param name="Update">Its identity.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="By">Who.</param>
    public sealed record Discarded(UpdateId Update, string Reason, string By) : KernelEvent;

    /// <summary>A source started its numbers again: conflicts and later updates of the old epoch belong to the new one, repetitions excepted.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="From">The epoch that the source says.</param>
    /// <param name="To">The epoch that is meant.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="By">Who.</param>
    public sealed record EpochOpened(string Source, int From, int To, string Reason, string By) : KernelEvent;

    /// <summary>What a held update says was corrected. The original stands in the record that held it.</summary>
    /// <param name="Update">Its identity.</param>
    /// <param name="Corrected">The corrected update as a CloudEvent.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="By">Who.</param>
    public sealed record Fixed(UpdateId Update, JsonElement Corrected, string Reason, string By) : KernelEvent;

    /// <summary>Sequences that will never come.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="Epoch">The epoch of its numbers.</param>
    /// <param name="First">The first number of its sequence.</param>
    /// <param name="From">The first that does not exist.</param>
    /// <param name="To">The last that does not exist.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="By">Who.</param>
    public sealed record SequencesDeclared(string Source, int Epoch, long First, long From, long To, string Reason, string By) : KernelEvent;

    /// <summary>Gaps did not close in time: a person must know.</summary>
    /// <param name="Missing">What is missing, for people: sources and ranges.</param>
    /// <param name="Waiting">How many updates wait for it.</param>
    public sealed record GapOverdue(string Missing, int Waiting) : KernelEvent;

    /// <summary>The update is known and needed no change of state. Recorded so that its identity is kept.</summary>
    public sealed record Noted : KernelEvent;
}
