using System.Text;
using Sync.Contracts;

namespace Sync.Journal.Writing;

/// <summary>What a record must be to be read back exactly as it was written. A record that breaks a rule is refused before it is queued:
/// a store that changed one character would make the entity unreadable, because its hash would no longer fit.</summary>
internal static class RecordRules
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>What is wrong with a record, or null.</summary>
    public static string? Broken(JournalRecord record)
    {
        if (record.RecordedAt.Offset != TimeSpan.Zero) return "RecordedAt is not UTC";
        if (record.RecordedAt.Ticks % TimeSpan.TicksPerMicrosecond != 0) return "RecordedAt is finer than a microsecond";
        if (record.OccurredAt.Ticks % TimeSpan.TicksPerMicrosecond != 0) return "OccurredAt is finer than a microsecond";
        if (record.Sequence is < 0) return "Sequence is below 0";
        if (record.Schema is < 1 or > short.MaxValue) return "Schema is not in 1 to 32,767";
        if (!Storable(record.Payload)) return "Payload holds a NUL or half a surrogate pair";
        if (!Storable(record.Cause.MessageId)) return "Cause.MessageId holds a NUL or half a surrogate pair";
        if (!Storable(record.Cause.Source)) return "Cause.Source holds a NUL or half a surrogate pair";
        if (!Storable(record.Kind)) return "Kind holds a NUL or half a surrogate pair";
        if (!Storable(record.TraceParent)) return "TraceParent holds a NUL or half a surrogate pair";
        if (!Storable(record.CausationId)) return "CausationId holds a NUL or half a surrogate pair";
        if (!Storable(record.CorrelationId)) return "CorrelationId holds a NUL or half a surrogate pair";
        return null;
    }

    /// <summary>True when a text survives UTF-8 and a store whose texts end at NUL.</summary>
    public static bool Storable(string? text)
    {
        if (text is null) return true;
        if (text.Contains('\0')) return false;
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return true;
        try
        {
            StrictUtf8.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
