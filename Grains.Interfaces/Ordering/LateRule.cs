namespace Sync.Contracts;

/// <summary>What becomes of an update that comes after what happened later.</summary>
public enum LateRule
{
    /// <summary>It is decided like any other.</summary>
    Apply,

    /// <summary>It corrects, visibly, what was derived without it.</summary>
    Correct,

    /// <summary>It is recorded and has no effect on the present.</summary>
    Supersede,
}
