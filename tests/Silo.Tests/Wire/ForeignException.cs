namespace System.Foreign;

/// <summary>Nobody's type, and the engine's own filters would let it in.</summary>
public sealed class ForeignException : Exception;
