namespace Sync.Benchmarks.Systems.Akka;

/// <summary>The event of a stock position: what our record says. Immutable.</summary>
internal sealed record AkkaMoved(string Source, string MessageId, long Sequence, DateTimeOffset OccurredAt, string Lot, decimal Delta, decimal Balance, string Payload);
