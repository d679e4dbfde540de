namespace Sync.Gateway.Live;

/// <summary>This process has as many live clients as it may. A retry helps when some have left.</summary>
internal sealed class LiveFullException(int limit) : Exception($"this gateway has {limit} live clients, as many as it may");
