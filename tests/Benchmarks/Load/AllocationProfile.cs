using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Sync.Benchmarks.Load;

/// <summary>What is allocated, by type, sampled by the runtime every 100 kB. Thread-safe.</summary>
internal sealed class AllocationProfile : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Gc = (EventKeywords)1;
    private readonly ConcurrentDictionary<string, long> _bytes = new();

    /// <summary>The share of each of the types that take most, greatest first.</summary>
    public IEnumerable<(string Type, double Share)> Top(int count)
    {
        var all = _bytes.ToArray();
        var sum = Math.Max(1.0, all.Sum(static p => p.Value));
        return all.OrderByDescending(static p => p.Value).Take(count).Select(p => (p.Key, p.Value / sum));
    }

    public void Clear() => _bytes.Clear();

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime) EnableEvents(eventSource, EventLevel.Verbose, Gc);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true || eventData.PayloadNames is not { } names) return;
        var type = eventData.Payload![names.IndexOf("TypeName")] as string ?? "?";
        var bytes = Convert.ToInt64(eventData.Payload[names.IndexOf("AllocationAmount64")]);
        _bytes.AddOrUpdate(type, bytes, (_, sum) => sum + bytes);
    }
}
