using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>A record that is told. Immutable.</summary>
/// <param name="Key">Its place in the order of occurrence.</param>
/// <param name="Record">The record.</param>
/// <param name="Event">Its event.</param>
/// <param name="IsLate">Whether something that happened later was recorded before it.</param>
internal sealed record Told(OccurredKey Key, JournalRecord Record, DomainEvent Event, bool IsLate);

/// <summary>Notices what comes late, record by record in the order of recording.</summary>
/// <param name="latest">The latest instant that was reported before.</param>
internal sealed class Lateness(DateTimeOffset latest = default)
{
    private long _latest = latest.UtcTicks;

    public Told Next(JournalRecord record, DomainEvent @event)
    {
        var key = OccurredKey.Of(record, @event);
        if (@event is not StockEvent stock || !SourceReports.IsReport(stock)) return new Told(key, record, @event, false);
        var isLate = key.At < _latest;
        _latest = Math.Max(_latest, key.At);
        return new Told(key, record, @event, isLate);
    }
}
