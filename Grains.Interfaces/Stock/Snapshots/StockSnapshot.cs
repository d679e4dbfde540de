using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>What a source found at every position of a scope as of one instant, as it declares it. The counts themselves are updates of their own, all as of
/// that instant; when each of them is durable, a complete snapshot empties what it left out. Immutable, thread-safe.</summary>
/// <param name="Source">The source of the counts.</param>
/// <param name="Plant">The plant that it speaks of.</param>
/// <param name="AsOf">The instant as of which it holds.</param>
/// <param name="Location">The location that it speaks of; absent: every one of the plant.</param>
/// <param name="Complete">True: what it does not list is empty. False (default): what it does not list was not counted.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-snapshot")]
public sealed record StockSnapshot(
    [property: Id(0)] string Source,
    [property: Id(1)] PlantId Plant,
    [property: Id(2)] DateTimeOffset AsOf,
    [property: Id(3)] LocationId? Location = null,
    [property: Id(4)] bool Complete = false)
{
    /// <summary>How the message ids of counts begin that follow from the snapshot itself. It stands before every letter and digit.</summary>
    public const char Mark = '!';

    /// <summary>The message id of a count that the snapshot lists, where the source gave it none of its own: the same however often it is taken.</summary>
    [JsonIgnore]
    public string ListedId => $"{Mark}snapshot-{Instant}";

    /// <summary>The message id of the counts that empty what it leaves out: the same however often it is taken. It stands before <see cref="ListedId"/> and
    /// before every id that does not begin with <see cref="Mark"/>: of two counts as of one instant the listed one is the newer, and stands.</summary>
    [JsonIgnore]
    public string ClosingId => $"{Mark}closing-{Instant}";

    private string Instant => AsOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>True when the snapshot speaks of a position.</summary>
    public bool Covers(StockKey position) => position.Plant == Plant && (Location ?? position.Location) == position.Location;

    /// <summary>The count of a position that the snapshot lists.</summary>
    /// <param name="position">The position.</param>
    /// <param name="lines">What was found, one line an account.</param>
    public Update List(StockKey position, ImmutableArray<CountLine> lines) =>
        new(new UpdateId(Source, 0, ListedId), position.ToEntity(), new StockUpdate.Counted(lines), Instants.Truncate(AsOf));

    /// <summary>The count that empties whatever the snapshot did not list at a position: every account of a position that it left out, and the accounts that it
    /// left out of one that it listed. What moved after the instant stays, as after any count.</summary>
    /// <exception cref="InvalidOperationException">The snapshot is partial, or does not speak of the position: nothing may be emptied.</exception>
    public Update Close(StockKey position)
    {
        if (!Complete || !Covers(position)) throw new InvalidOperationException($"the snapshot of {Plant} as of {AsOf:O} says nothing of {position}");
        return new Update(new UpdateId(Source, 0, ClosingId), position.ToEntity(), new StockUpdate.Counted(Complete: true), Instants.Truncate(AsOf));
    }
}
