using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Grains.Views;

/// <summary>What each source last said about any position of a plant. Used on one scheduler.</summary>
internal sealed class SourceBook
{
    private readonly SortedDictionary<string, SourceAge> _sources = new(StringComparer.Ordinal);

    public void Load(EntityView<StockState> view)
    {
        foreach (var source in StockViews.ToPosition(view).Sources) Add(source);
    }

    /// <summary>Takes a record that is new. What the system does by itself is nobody's report.</summary>
    public void Apply(JournalRecord record, DomainEvent @event)
    {
        if (@event is StockEvent && !UpdateSources.IsReserved(record.Cause.Source))
            Add(new SourceAge(record.Cause.Source, record.OccurredAt, record.RecordedAt, 1));
    }

    public ImmutableArray<SourceAge> List() => [.. _sources.Values];

    private void Add(SourceAge said) => _sources[said.Source] = _sources.TryGetValue(said.Source, out var known)
        ? new SourceAge(said.Source, Later(known.OccurredAt, said.OccurredAt), Later(known.RecordedAt, said.RecordedAt), known.Updates + said.Updates)
        : said;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
