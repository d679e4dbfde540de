using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Stock.Explain;

/// <summary>Reads a position under test as the reader of the journal does.</summary>
internal static class Reading
{
    public static Explanation Explain(this Position position, ExplainQuery? query = null, params ImmutableArray<CaseView> cases)
    {
        var (explainer, refusal) = StockExplainer.Start(query ?? new ExplainQuery(Max: 1000), position.View, position.Plant, cases);
        Assert.Null(refusal);
        Pass(position, explainer!.First);
        Pass(position, explainer.Second);
        return explainer.Build();
    }

    public static StockPosition Occurred(this Position position, DateTimeOffset at)
    {
        var reader = new StockAtOccurred(position.View, at);
        Pass(position, reader.First);
        Pass(position, reader.Second);
        return reader.Build();
    }

    public static StockPosition Recorded(this Position position, int version) => StockViews.ToPosition(position.Fold(version).View);

    public static StockComparison CompareOccurred(this Position position, DateTimeOffset from, DateTimeOffset to, int max)
    {
        var comparison = new CompareOccurred(position.View, from, to, position.Plant, max);
        Pass(position, comparison.First);
        Pass(position, comparison.Second);
        return comparison.Build();
    }

    public static StockComparison CompareRecorded(this Position position, int from, int to, int max)
    {
        var comparison = new CompareRecorded(Past(position.Recorded(from)), position.Plant, max);
        foreach (var record in position.Records.Skip(from).Take(to - from)) comparison.Add(record, Position.Event(record));
        return comparison.Build(Past(position.Recorded(to)));
    }

    private static StockPast Past(StockPosition position) => new(position, ReadTime.Recorded, Position.Hour(1000), null, null);

    private static void Pass(Position position, Action<JournalRecord, DomainEvent> pass)
    {
        foreach (var record in position.Records) pass(record, Position.Event(record));
    }
}
