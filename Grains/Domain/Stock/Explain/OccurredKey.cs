using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>The place of a record in the order of occurrence: by instant; at one instant movements stand before counts, which hold as of the end of
/// their instant; counts by identity, as everywhere. Immutable.</summary>
/// <param name="At">UTC ticks.</param>
/// <param name="IsCount">Whether it is a count.</param>
/// <param name="Count">The identity of the count; empty for others.</param>
/// <param name="Version">The record's version.</param>
internal readonly record struct OccurredKey(long At, bool IsCount, string Count, long Version) : IComparable<OccurredKey>
{
    private const string AfterAll = "\uffff";

    public static OccurredKey Of(JournalRecord record, DomainEvent @event) => @event is StockEvent.Counted counted
        ? new OccurredKey(record.OccurredAt.UtcTicks, true, CountMark.Of(record.Cause, record.OccurredAt, counted.Reference).Id, record.Version)
        : new OccurredKey(record.OccurredAt.UtcTicks, false, "", record.Version);

    /// <summary>Before everything that happened at an instant.</summary>
    public static OccurredKey Start(DateTimeOffset at) => new(at.UtcTicks, false, "", 0);

    /// <summary>After everything that happened at an instant.</summary>
    public static OccurredKey End(DateTimeOffset at) => new(at.UtcTicks, true, AfterAll, long.MaxValue);

    /// <summary>After everything.</summary>
    public static OccurredKey Last => new(long.MaxValue, true, AfterAll, long.MaxValue);

    public int CompareTo(OccurredKey other)
    {
        var c = At.CompareTo(other.At);
        if (c == 0) c = IsCount.CompareTo(other.IsCount);
        if (c == 0) c = string.CompareOrdinal(Count, other.Count);
        return c != 0 ? c : Version.CompareTo(other.Version);
    }

    public static bool operator <(OccurredKey a, OccurredKey b) => a.CompareTo(b) < 0;

    public static bool operator >(OccurredKey a, OccurredKey b) => a.CompareTo(b) > 0;

    public static bool operator <=(OccurredKey a, OccurredKey b) => a.CompareTo(b) <= 0;

    public static bool operator >=(OccurredKey a, OccurredKey b) => a.CompareTo(b) >= 0;

    /// <summary>As a cursor: opaque to whoever gets it.</summary>
    public string ToCursor() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At}|{Version}|{Count}")));

    /// <summary>Reads a cursor.</summary>
    public static bool TryParse(string cursor, out OccurredKey key)
    {
        key = default;
        if (!Base64Url.IsValid(cursor)) return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|', 3);
        if (parts.Length != 3 || !Number(parts[0], out var at) || !Number(parts[1], out var version)) return false;
        key = new OccurredKey(at, parts[2].Length > 0, parts[2], version);
        return true;
    }

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
