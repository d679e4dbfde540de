namespace Sync.Contracts;

/// <summary>How updates of a type add up.</summary>
public enum Algebra
{
    /// <summary>A difference («received 5»): counts once, whenever it comes.</summary>
    Delta,

    /// <summary>A value as of an instant («counted 37 at noon»): the newest stands.</summary>
    Absolute,

    /// <summary>A step from one state to the next («released, then running»).</summary>
    Transition,
}
