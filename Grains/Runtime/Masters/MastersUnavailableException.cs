namespace Sync.Grains;

/// <summary>The masters that a decision needs could not be read now. Nothing was decided. Retry later.</summary>
internal sealed class MastersUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
