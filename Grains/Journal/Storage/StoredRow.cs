using Sync.Contracts;

namespace Sync.Journal.Storage;

/// <summary>A row of the journal as it was read: source and kind are still numbers, which a name table turns into text.</summary>
/// <param name="Position">Its place in the feed; <c>default</c> where nobody asked.</param>
/// <param name="Record">The record, with empty source and kind.</param>
/// <param name="Source">The number of the source.</param>
/// <param name="Kind">The number of the kind.</param>
internal readonly record struct StoredRow(FeedPosition Position, JournalRecord Record, int Source, int Kind);
