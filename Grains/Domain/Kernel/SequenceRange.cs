namespace Sync.Domain.Kernel;

/// <summary>Sequences from one number to another, both included.</summary>
internal readonly record struct SequenceRange(long From, long To);
