namespace Sync.Silo.Memory;

/// <summary>What the process has done with its memory so far.</summary>
/// <param name="At">The instant, on a clock that only runs forward.</param>
/// <param name="AllocatedBytes">Bytes that were allocated since the start.</param>
/// <param name="Collections">Collections since the start, of any generation.</param>
internal readonly record struct MemoryReading(TimeSpan At, long AllocatedBytes, int Collections);
