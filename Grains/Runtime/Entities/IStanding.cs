namespace Sync.Grains.Entities;

/// <summary>How an activation stands, for those who look from outside its turns. Thread-safe.</summary>
internal interface IStanding
{
    /// <summary>The committed view, an <c>EntityView</c>; null where it is not in memory, or is just loaded again after a failure.</summary>
    object? Settled { get; }

    /// <summary>True when nothing is on its way: whatever this activation has made durable so far is in <see cref="Settled"/>, if that is read after this.</summary>
    bool IsQuiet { get; }
}
