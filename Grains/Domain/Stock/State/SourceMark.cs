using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>What one source last said about a position, in one piece with what the others said. Immutable.</summary>
/// <param name="Source">The source.</param>
/// <param name="OccurredAt">The latest instant that it reported.</param>
/// <param name="RecordedAt">When its newest update was recorded.</param>
/// <param name="Updates">How many of its updates are recorded.</param>
internal readonly record struct SourceMark(string Source, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, long Updates)
{
    public SourceAge ToAge() => new(Source, OccurredAt, RecordedAt, Updates);
}
