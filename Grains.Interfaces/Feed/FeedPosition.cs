namespace Sync.Contracts;

/// <summary>A place in the journal's commit order. Opaque: compare and store it, do not compute with it. <c>default</c> stands before the first record.
/// Immutable, thread-safe.</summary>
/// <param name="Epoch">Raised when the store's transaction ids start again (after a dump and restore).</param>
/// <param name="Transaction">The store's transaction, in commit order below the horizon.</param>
/// <param name="Ordinal">The record inside the transaction.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.feed-position")]
public readonly record struct FeedPosition(
    [property: Id(0)] int Epoch, [property: Id(1)] long Transaction, [property: Id(2)] long Ordinal) : IComparable<FeedPosition>
{
    /// <summary>Commit order.</summary>
    public int CompareTo(FeedPosition other)
    {
        var c = Epoch.CompareTo(other.Epoch);
        if (c == 0) c = Transaction.CompareTo(other.Transaction);
        return c != 0 ? c : Ordinal.CompareTo(other.Ordinal);
    }

    /// <summary>Before.</summary>
    public static bool operator <(FeedPosition left, FeedPosition right) => left.CompareTo(right) < 0;

    /// <summary>After.</summary>
    public static bool operator >(FeedPosition left, FeedPosition right) => left.CompareTo(right) > 0;

    /// <summary>Not after.</summary>
    public static bool operator <=(FeedPosition left, FeedPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Not before.</summary>
    public static bool operator >=(FeedPosition left, FeedPosition right) => left.CompareTo(right) >= 0;

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is not a position.</exception>
    public static FeedPosition Parse(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 3
            ? new FeedPosition(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' is not a feed position");
    }

    /// <summary>The text form.</summary>
    public override string ToString() => $"{Epoch}.{Transaction}.{Ordinal}";
}
