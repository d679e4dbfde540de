namespace Sync.Journal.Writing;

/// <summary>The values of the tag <c>outcome</c> of a commit.</summary>
internal static class CommitOutcome
{
    public const string Committed = "committed";
    public const string Unavailable = "unavailable";
    public const string Unknown = "unknown";
}
