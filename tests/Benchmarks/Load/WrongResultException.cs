namespace Sync.Benchmarks.Load;

/// <summary>A system did not keep its promises: its numbers are worth nothing.</summary>
internal sealed class WrongResultException(string message) : Exception(message);
