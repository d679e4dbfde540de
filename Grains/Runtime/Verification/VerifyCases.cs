using Sync.Contracts;
using Sync.Domain.Cases;

namespace Sync.Grains.Verification;

/// <summary>Opens cases about what the verifier found.</summary>
internal sealed class VerifyCases(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Due = TimeSpan.FromHours(4);

    /// <summary>Opens the case of a finding, or adds to it. One attempt: the finding is met again by the next pass.</summary>
    public async Task OpenAsync(VerifyFinding finding)
    {
        var now = Instants.Truncate(clock.GetUtcNow());
        var update = new Update(
            new UpdateId("/verify", 0, $"{finding.Entity}@{finding.Version}/{now.UtcTicks}"), CaseIds.Of(finding.Reason.Code, finding.Entity),
            new CaseUpdate.Open(finding.Reason, finding.Entity, null, now + Due), now);
        await grains.GetGrain<IUpdateRouterGrain>(0).Submit([update]);
    }
}
