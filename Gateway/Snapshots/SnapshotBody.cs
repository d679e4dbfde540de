namespace Sync.Gateway.Snapshots;

/// <summary>What a source found at the positions of a plant, or of one location, as of one instant.</summary>
/// <param name="Source">The source of the counts.</param>
/// <param name="Time">The instant as of which they hold.</param>
/// <param name="Complete">True: what is not listed is empty. False: what is not listed was not counted.</param>
/// <param name="Positions">The positions, each once, up to 5,000.</param>
/// <param name="Location">The location that the snapshot speaks of; absent: every one of the plant.</param>
internal sealed record SnapshotRequest(string Source, DateTimeOffset Time, bool Complete, IReadOnlyList<SnapshotPosition> Positions, string? Location = null);

/// <summary>A position that was counted.</summary>
/// <param name="Item">The item.</param>
/// <param name="Lines">What was found, one line an account.</param>
/// <param name="Location">The location; may be left out where the snapshot names one.</param>
internal sealed record SnapshotPosition(string Item, IReadOnlyList<CountLine> Lines, string? Location = null);

/// <summary>What became of a snapshot.</summary>
/// <param name="Plant">The plant.</param>
/// <param name="Location">The location; absent: every one.</param>
/// <param name="AsOf">The instant as of which it holds.</param>
/// <param name="Complete">Whether it declared itself complete.</param>
/// <param name="Closed">Whether what it left out was emptied: a complete snapshot of which nothing was rejected.</param>
/// <param name="Listed">How many of the listed positions got each verdict.</param>
/// <param name="LeftOut">How many of the known positions got each verdict when what was not listed was emptied.</param>
/// <param name="Waiting">Positions that hold updates and were left as they are.</param>
/// <param name="Rejected">The listed positions that were rejected, and why.</param>
internal sealed record SnapshotBody(
    string Plant, string? Location, DateTimeOffset AsOf, bool Complete, bool Closed, IReadOnlyDictionary<string, int> Listed, IReadOnlyDictionary<string, int> LeftOut,
    IReadOnlyList<string> Waiting, IReadOnlyList<SnapshotRejection> Rejected);

/// <summary>A listed position that was rejected.</summary>
internal sealed record SnapshotRejection(string Position, string Code, string Message, string Cure);
