using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Adapters;

/// <summary>What is written beside a finished file. Immutable.</summary>
/// <param name="File">The name under which it was dropped.</param>
/// <param name="Outcome"><c>done</c>: every row has its verdict. <c>failed</c>: the file, or some of its rows, are bad.</param>
/// <param name="Summary">One sentence for people.</param>
/// <param name="Source">The source of its updates.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="StartedAt">When it was taken.</param>
/// <param name="EndedAt">When the last verdict was there.</param>
/// <param name="TraceId">The trace that its rows belong to.</param>
/// <param name="Rows">How many rows were judged.</param>
/// <param name="Verdicts">How many rows got each verdict.</param>
/// <param name="Flags">How many applied rows have each flag.</param>
/// <param name="Problem">Why nothing of the file was taken; absent where rows were.</param>
/// <param name="Rejected">The rows that were not taken: line, field, value, code, message, cure.</param>
/// <param name="Held">The rows that wait.</param>
/// <param name="RejectedFile">The file that has just the rejected rows, to be corrected and dropped again.</param>
/// <param name="Snapshot">What became of what a complete snapshot left out; absent for other files.</param>
internal sealed record FileReport(
    string File,
    string Outcome,
    string Summary,
    string Source,
    long Bytes,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    string TraceId,
    long Rows,
    IReadOnlyDictionary<string, long> Verdicts,
    IReadOnlyDictionary<string, long> Flags,
    FileProblem? Problem,
    IReadOnlyList<FileProblem> Rejected,
    IReadOnlyList<FileProblem> Held,
    string? RejectedFile,
    SnapshotReport? Snapshot = null)
{
    private static readonly ReportJson Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json.FileReport);
}

[JsonSerializable(typeof(FileReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
