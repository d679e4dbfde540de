namespace Sync.Gateway.Verification;

/// <summary>How the verifier stands.</summary>
internal sealed record VerifyBody(VerifyPassBody? Current, VerifyPassBody? Last)
{
    public static VerifyBody Of(VerifyStatus s) => new(s.Current is null ? null : VerifyPassBody.Of(s.Current), s.Last is null ? null : VerifyPassBody.Of(s.Last));
}

/// <summary>One walk over every entity, or over one.</summary>
internal sealed record VerifyPassBody(
    DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long Entities, long Records, long Failed, long Found, IReadOnlyList<VerifyFindingBody> Findings)
{
    public static VerifyPassBody Of(VerifyPass p) => new(p.StartedAt, p.FinishedAt, p.Entities, p.Records, p.Failed, p.Found, [.. p.Findings.Select(VerifyFindingBody.Of)]);
}

/// <summary>The first record of an entity that does not fit.</summary>
internal sealed record VerifyFindingBody(string Entity, long Version, string Code, string Message, string Cure)
{
    public static VerifyFindingBody Of(VerifyFinding f) => new(f.Entity.ToString(), f.Version, f.Reason.Code, f.Reason.Message, f.Reason.Cure);
}
