namespace Sync.Adapters;

/// <summary>A file that was read once from end to end and is well-formed. Immutable but for the counting of repeats.</summary>
internal sealed record CheckedFile(string Path, long Length, DateTime Written, char Separator, bool HasHeader, RowPlan Plan, Repeats Repeats, RepeatedHours Hours, StockSnapshot? Snapshot);

/// <summary>The first pass: the whole file is read before the first row is submitted, so that a file that is bad as a whole changes nothing.</summary>
internal static class FileCheck
{
    private const int BufferBytes = 128 * 1024;

    /// <exception cref="FileProblemException">The file as a whole is bad.</exception>
    public static CheckedFile Run(string path, FolderOptions folder, CancellationToken cancellation)
    {
        var info = new FileInfo(path);
        var (length, written) = (info.Length, info.LastWriteTimeUtc);
        using var stream = Open(path);
        var (reader, plan, first) = Begin(new Utf8Text(stream), folder);
        var repeats = new Repeats(length);
        var mapper = new RowMapper(plan);
        var hours = new RepeatedHours(plan);
        var scope = plan.Snapshot is { Complete: true } ? new SnapshotScope(plan) : null;
        for (var more = first || reader.Read(); more; more = reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            Width(reader, plan);
            var row = mapper.Map(reader.Line, reader.Fields);
            scope?.Meet(row);
            hours.Meet(row);
            if (row is { Update: not null, ByContent: true } && !repeats.Meet(row.Content))
                throw new FileProblemException(FileProblem.Of(ErrorCodes.FileMalformed, $"more than {Repeats.Limit} different rows are there more than once", reader.Line, cure: "Give the rows an id column, or split the file."));
        }

        hours.End();
        return new CheckedFile(path, length, written, reader.Separator, plan.Header is not null, plan, repeats, hours, scope?.End());
    }

    /// <summary>A reader that knows its columns; and whether it already stands on the first row.</summary>
    /// <exception cref="FileProblemException">The file as a whole is bad.</exception>
    public static (CsvReader Reader, RowPlan Plan, bool First) Begin(Utf8Text text, FolderOptions folder)
    {
        var mapping = folder.Mapping is { } at ? MappingFile.Read(at) : null;
        var snapshot = SnapshotDeclaration.Read(text, mapping?.Snapshot);
        var reader = new CsvReader(text, Separator(mapping, text));
        var (plan, first) = Columns(reader, folder, mapping, snapshot);
        return (reader, plan, first);
    }

    /// <exception cref="FileProblemException">The row has more or fewer fields than the file has columns.</exception>
    public static void Width(CsvReader reader, RowPlan plan)
    {
        if (reader.Fields.Count == plan.Columns.Length) return;
        throw new FileProblemException(FileProblem.Of(
            ErrorCodes.FileMalformed, $"line {reader.Line} has {reader.Fields.Count} fields and the file has {plan.Columns.Length} columns", reader.Line, value: reader.Raw));
    }

    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.SequentialScan);

    private static char Separator(MappingFile? mapping, Utf8Text text)
    {
        if (mapping?.Separator is not { } word) return Separators.Detect(text.FirstLine());
        return Separators.Parse(word) ?? throw new FileProblemException(FileProblem.Of(ErrorCodes.FileMapping, $"separator is '{FileProblem.Shorten(word)}': comma, semicolon, tab or pipe is expected"));
    }

    /// <summary>The plan, and whether the reader already stands on the first row.</summary>
    private static (RowPlan Plan, bool First) Columns(CsvReader reader, FolderOptions folder, MappingFile? mapping, SnapshotDeclaration? snapshot)
    {
        if (!reader.Read()) throw new FileProblemException(FileProblem.Of(ErrorCodes.FileMalformed, "the file is empty"));
        if (mapping is not { Header: false }) return (RowPlans.Make(folder, mapping, reader.Fields, reader.Raw, snapshot), false);
        return (RowPlans.Make(folder, mapping, mapping.Columns, null, snapshot), true);
    }
}
