using Sync.Benchmarks.Load;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>Reads the verdicts of a call.</summary>
internal static class Receipts
{
    public static int Applied(ImmutableArray<Receipt> receipts)
    {
        var applied = 0;
        foreach (var receipt in receipts)
        {
            switch (receipt)
            {
                case Receipt.Applied:
                    applied++;
                    break;
                case Receipt.Duplicate:
                    break;
                default:
                    throw new WrongResultException($"neither applied nor a duplicate: {receipt}");
            }
        }

        return applied;
    }
}
