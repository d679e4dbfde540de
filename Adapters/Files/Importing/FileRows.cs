namespace Sync.Adapters;

/// <summary>The second pass: the rows of a checked file, with their text.</summary>
internal static class FileRows
{
    public static IEnumerable<(MappedRow Row, string Raw)> Read(CheckedFile file)
    {
        using var stream = FileCheck.Open(file.Path);
        var text = new Utf8Text(stream);
        if (text.FirstLine().StartsWith(SnapshotDeclaration.Mark)) text.TakeLine();
        var reader = new CsvReader(text, file.Separator);
        if (file.HasHeader) reader.Read();
        var mapper = new RowMapper(file.Plan);
        while (reader.Read())
        {
            if (reader.Fields.Count != file.Plan.Columns.Length) throw new FileNotNowException("the file changed while it was read");
            var row = file.Hours.Placed(mapper.Map(reader.Line, reader.Fields));
            if (row is { Update: not null, ByContent: true }) row = row.Occurrence(file.Repeats.Number(row.Content));
            yield return (row, reader.Raw);
        }

        var info = new FileInfo(file.Path);
        if (info.Length != file.Length || info.LastWriteTimeUtc != file.Written) throw new FileNotNowException("the file changed while it was read");
    }
}
