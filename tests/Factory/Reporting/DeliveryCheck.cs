namespace Sync.Factory.Reporting;

/// <summary>Every record of a position was delivered, once, in order, as it is. Pure.</summary>
internal static class DeliveryCheck
{
    public static void Run(PositionEvidence evidence, IReadOnlyList<Delivered> deliveries, Findings findings)
    {
        var records = new Dictionary<long, Change>();
        foreach (var change in evidence.History) records.TryAdd(change.Version, change);
        var seen = new HashSet<long>();
        var newest = 0L;
        foreach (var (id, change) in deliveries)
        {
            var version = change.Version;
            if (!records.TryGetValue(version, out var record))
            {
                findings.Add(Fault.Lost, $"{id} was delivered; {evidence.Position} has no version {version}");
                continue;
            }

            if (!seen.Add(version))
            {
                findings.Add(Fault.Doubled, $"version {version} of {evidence.Position} was delivered again under the id {id}");
                continue;
            }

            if (version < newest) findings.Add(Fault.OutOfOrder, $"version {version} of {evidence.Position} was delivered after version {newest}");
            newest = Math.Max(newest, version);
            if (id != record.Id || change.Kind != record.Kind || change.Cause != record.Cause || change.Content != record.Content)
                findings.Add(Fault.Mismatch, $"{id} was delivered with other content than version {version} of {evidence.Position} has");
        }

        foreach (var version in records.Keys.Where(v => !seen.Contains(v)))
            findings.Add(Fault.Lost, $"version {version} of {evidence.Position} was not delivered");
    }
}
