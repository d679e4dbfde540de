using CsCheck;
using Sync.Contracts;

namespace Sync.Journal.Tests.Compliance;

/// <summary>Records with everything that a field may hold.</summary>
internal static class RecordGen
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Const(""),
        Gen.Const("a"),
        Gen.Const("übergrößenträger — 日本語 🏭"),
        Gen.Const("tab\tline\nquote'\"back\\slash\u0001\u007f"),
        Gen.String[Gen.Char[' ', '~'], 0, 40],
        Gen.String[Gen.Char['\u0001', '\ud7ff'], 0, 200],
        Gen.Int[3_000, 20_000].Select(static length => new string('x', length)));

    private static readonly Gen<string> Short = Gen.String[Gen.Char['\u0021', '\u0fff'], 1, 100];

    private static readonly Gen<DateTimeOffset> Instant = Gen.Select(
        Gen.Long[DateTime.MinValue.AddDays(2).Ticks / 10, DateTime.MaxValue.AddDays(-2).Ticks / 10],
        Gen.Int[-14 * 60, 14 * 60],
        static (microseconds, minutes) => new DateTimeOffset(microseconds * 10, TimeSpan.FromMinutes(minutes)));

    private static readonly Gen<Func<JournalRecord, JournalRecord>> Change = Gen.Select(
        Gen.Select(Instant, Instant, Gen.Long[0, long.MaxValue].Nullable()),
        Gen.Select(Short, Gen.Int[0, int.MaxValue], Short),
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[1, short.MaxValue], Text),
        Gen.Select(Text.Null(), Text.Null(), Text.Null()),
        static (times, cause, content, traces) => new Func<JournalRecord, JournalRecord>(record => record with
        {
            RecordedAt = times.Item1.ToUniversalTime(),
            OccurredAt = times.Item2,
            Sequence = times.Item3,
            Cause = new UpdateId(cause.Item1, cause.Item2, cause.Item3),
            Fingerprint = new Fingerprint(content.Item1, content.Item2),
            Schema = content.Item3,
            Payload = content.Item4,
            TraceParent = traces.Item1,
            CausationId = traces.Item2,
            CorrelationId = traces.Item3,
        }));

    public static readonly Gen<Func<JournalRecord, JournalRecord>[]> Records = Change.Array[1, 4];
}
