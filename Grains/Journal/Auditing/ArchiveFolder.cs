using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Sync.Contracts;

namespace Sync.Journal.Auditing;

/// <summary>The folder of archive files: compressed lines as in an export, each file with its manifest. Files are only added.</summary>
public static class ArchiveFolder
{
    private const string Extension = ".ndjson.gz";

    /// <summary>Writes records to a new file. When this returns, file and manifest are on disk.</summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <param name="journal">The id of the journal.</param>
    /// <param name="records">Each entity's in order.</param>
    /// <param name="at">Now.</param>
    public static void Write(string folder, string journal, ImmutableArray<FeedRecord> records, DateTimeOffset at)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var record in records)
            {
                JsonSerializer.Serialize(zip, ExportLine.Of(record), AuditJson.Default.ExportLine);
                zip.WriteByte((byte)'\n');
            }
        }

        var heads = new SortedDictionary<string, ExportHead>(StringComparer.Ordinal);
        var bases = new SortedDictionary<string, ExportHead>(StringComparer.Ordinal);
        foreach (var record in records.Select(static r => r.Record))
        {
            heads[record.Entity.ToString()] = new ExportHead(record.Version, record.Hash);
            bases.TryAdd(record.Entity.ToString(), new ExportHead(record.Version - 1, record.PreviousHash));
        }

        var bytes = memory.ToArray();
        var manifest = new ExportManifest(
            1, journal, at, false, null, null, null, records.Max(static r => r.Position).ToString(), default(FeedPosition).ToString(), records.Length,
            HeadFolder.Digest(bytes), null, heads, bases);
        var name = $"{at.UtcDateTime:yyyyMMdd'T'HHmmssffffff'Z'}{Extension}";
        HeadFolder.Write(folder, AuditExport.ManifestOf(name), JsonSerializer.SerializeToUtf8Bytes(manifest, AuditJson.Default.ExportManifest));
        HeadFolder.Write(folder, name, bytes);
    }

    /// <summary>Every archived record, file by file.</summary>
    internal static IEnumerable<JournalRecord> Read(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(AuditExport.Open(path));
            while (reader.ReadLine() is { } line) yield return JsonSerializer.Deserialize(line, AuditJson.Default.ExportLine)!.ToRecord();
        }
    }
}
