namespace Sync.EndToEnd.Tests;

/// <summary>The programs under test use the whole machine: one at a time.</summary>
[CollectionDefinition(Name)]
public sealed class OneAtATime
{
    public const string Name = "one at a time";
}
