namespace Sync.Gateway.Updates;

/// <summary>Every contract.</summary>
internal sealed record ContractsBody(IReadOnlyList<ContractBody> Contracts)
{
    public static ContractsBody Of(UpdateContracts contracts) => new([.. contracts.All.Select(ContractBody.Of)]);
}

/// <summary>One contract.</summary>
internal sealed record ContractBody(
    string Type, string? Source, string Algebra, string Order, string Identity, string Late, long? FirstSequence, double? GapTimeoutSeconds, bool SameContent, string? Reset = null)
{
    public static ContractBody Of(UpdateContract c) => new(
        c.Type, c.Source, c.Algebra.ToString(), c.Order.ToString(), c.Identity.ToString(), c.Late.ToString(),
        c.Identity == IdentityRule.Sequence ? c.FirstSequence : null, c.GapTimeout?.TotalSeconds, c.SameContent,
        c.Reset == ResetRule.Stated ? null : c.Reset.ToString());
}
