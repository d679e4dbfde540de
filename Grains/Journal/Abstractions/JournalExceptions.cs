namespace Sync.Journal;

/// <summary>Another activation of the entity wrote first, or the session is poisoned. Nothing of this call is durable. Reload and decide again.</summary>
public sealed class JournalFencedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The writer's queue is full. Nothing of this call is durable. Retry later.</summary>
public sealed class JournalBusyException(string message) : Exception(message);

/// <summary>The store cannot be written or read now (disk full, locked, unreachable). Nothing of this call is durable. Retry later.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Stored records do not fit together. No retry helps; an operator must look.</summary>
public sealed class JournalCorruptException(string message) : Exception(message);
