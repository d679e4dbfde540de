using System.Diagnostics;

namespace Sync.Adapters;

/// <summary>The trace of a file, and a span of it for each row. The trace goes on into the update even where nobody listens here. Thread-safe.</summary>
internal sealed class RowTrace(ActivityContext file)
{
    /// <summary>The trace of a file's span; a trace of its own where there is none.</summary>
    public static RowTrace Of(Activity? file) => new(
        file?.Context ?? new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None));

    public string TraceId => file.TraceId.ToHexString();

    /// <summary>The update inside the span of its row, and the span.</summary>
    public (Update Update, Activity? Span) Begin(MappedRow row)
    {
        var span = FilesInstruments.StartRow(file, row.Line);
        var parent = span?.Id ?? $"00-{TraceId}-{ActivitySpanId.CreateRandom().ToHexString()}-00";
        return (row.Update! with { TraceParent = parent }, span);
    }

    public static void End(Activity? span, Receipt receipt)
    {
        if (span is null) return;
        span.SetTag("orleanssync.verdict", receipt.Verdict);
        if (receipt is Receipt.Rejected rejected) span.SetStatus(ActivityStatusCode.Error, rejected.Reason.Code);
        span.Dispose();
    }
}
