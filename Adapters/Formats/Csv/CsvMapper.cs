using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace Sync.Adapters;

/// <summary>A CSV file as a message: read as the drop folder of the stream's name would read it, one row an update. Thread-safe.</summary>
internal sealed class CsvMapper(IOptions<FilesOptions> options) : IInboundMapper
{
    private const string Csv = "text/csv";

    public bool Reads(string mediaType) => mediaType == Csv;

    public InboundMapping Map(string stream, InboundMessage message)
    {
        var folder = options.Value.Folders.FirstOrDefault(f => f.Name == stream) ?? new FolderOptions { Name = stream };
        try
        {
            using var body = new MemoryStream(ImmutableCollectionsMarshal.AsArray(message.Body)!, writable: false);
            return new InboundMapping(Read(body, folder));
        }
        catch (FileProblemException e)
        {
            return InboundMapping.Of(new Refusal(e.Problem.Code, e.Problem.Message, e.Problem.Cure));
        }
    }

    private static ImmutableArray<InboundLine> Read(Stream body, FolderOptions folder)
    {
        var (reader, plan, more) = FileCheck.Begin(new Utf8Text(body), folder);
        if (plan.Snapshot is { Complete: true })
            throw new FileProblemException(FileProblem.Of(ErrorCodes.SnapshotInvalid, "a complete snapshot cannot be taken from a stream", 1, cure: "Drop it as a file, or send it to POST /v1/plants/{plant}/snapshots."));
        var mapper = new RowMapper(plan);
        var lines = ImmutableArray.CreateBuilder<InboundLine>();
        var met = new Dictionary<UInt128, int>();
        for (more = more || reader.Read(); more; more = reader.Read())
        {
            FileCheck.Width(reader, plan);
            if (lines.Count == InboxLimits.MaxUpdates)
                throw new FileProblemException(FileProblem.Of(ErrorCodes.TooLarge, $"the file has more than {InboxLimits.MaxUpdates} rows", cure: "Split it, or drop it into a folder."));
            var row = mapper.Map(reader.Line, reader.Fields);
            if (row is { Update: not null, ByContent: true }) row = row.Occurrence(met[row.Content] = met.GetValueOrDefault(row.Content) + 1);
            lines.Add(Line(row, plan));
        }

        return lines.ToImmutable();
    }

    private static InboundLine Line(MappedRow row, RowPlan plan) => row.Problem is { } problem
        ? new InboundLine((int)row.Line, new UpdateId(plan.Source, 0, ""), row.Subject, null, new Refusal(problem.Code, problem.Message, problem.Cure))
        : new InboundLine((int)row.Line, row.Update!.Id, row.Update.Target.Id, row.Update, null);
}
