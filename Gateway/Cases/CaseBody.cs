namespace Sync.Gateway.Cases;

/// <summary>Cases, newest opening first.</summary>
internal sealed record CasesBody(IReadOnlyList<CaseBody> Cases);

/// <summary>A case as it stands.</summary>
internal sealed record CaseBody(
    string Id, CaseStatus Status, Refusal Reason, string About, UpdateId? Update, int Occurrences, DateTimeOffset OpenedAt, DateTimeOffset DueAt,
    string? Owner, DateTimeOffset? ResolvedAt, string? Note, long Version)
{
    public static CaseBody Of(CaseView c) => new(
        c.Id, c.Status, c.Reason, c.About.ToString(), c.Update, c.Occurrences, c.OpenedAt, c.DueAt, c.Owner, c.ResolvedAt, c.Note, c.Version);
}

/// <summary>What a person does about a case. Who it is: the name of the key, unless stated.</summary>
internal sealed record CaseRequest(string? Id = null, string? Owner = null, string? By = null, string? Note = null);
