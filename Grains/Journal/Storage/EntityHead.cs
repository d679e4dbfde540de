using Sync.Contracts;

namespace Sync.Journal.Storage;

/// <summary>A record as the end of a chain; <c>default</c> where there is none.</summary>
internal readonly record struct EntityHead(long Version, RecordHash Hash);
