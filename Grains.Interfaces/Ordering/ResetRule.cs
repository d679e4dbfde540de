namespace Sync.Contracts;

/// <summary>How it shows that a source has started its numbers again.</summary>
public enum ResetRule
{
    /// <summary>The source says so by a higher epoch, or an operator does: until then a number that comes again with other content is held as a conflict.</summary>
    Stated,

    /// <summary>Its first number comes again with other content: that opens a new epoch by itself.</summary>
    Birth,
}
