using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Sync.Contracts;

namespace Sync.Journal.Auditing;

/// <summary>What an export leaves out. Immutable.</summary>
/// <param name="From">Records that were recorded before.</param>
/// <param name="To">Records that were recorded after.</param>
/// <param name="Entity">Records of every other entity.</param>
public sealed record ExportFilter(DateTimeOffset? From = null, DateTimeOffset? To = null, EntityKey? Entity = null)
{
    internal bool IsAll => From is null && To is null && Entity is null;

    internal bool Takes(JournalRecord r) => !(r.RecordedAt < From) && !(r.RecordedAt > To) && (Entity is not { } one || r.Entity == one);
}

/// <summary>Writes the records of a journal, in commit order, as lines of JSON, and a manifest beside them.</summary>
public sealed class AuditExport(IAuditStore audit, IFeedStore feed, TimeProvider clock)
{
    private const int Page = 2000;

    /// <summary>Writes <paramref name="path"/> (compressed if it ends in <c>.gz</c>) and <c>path.manifest.json</c>.</summary>
    /// <returns>The number of records.</returns>
    public async Task<long> WriteAsync(string path, ExportFilter filter, CancellationToken cancellationToken = default)
    {
        var heads = new SortedDictionary<string, ExportHead>(StringComparer.Ordinal);
        var bases = new SortedDictionary<string, ExportHead>(StringComparer.Ordinal);
        var all = new ChainHeads();
        await foreach (var (entity, state) in Bases.ReadAsync(audit, cancellationToken))
        {
            bases[entity.ToString()] = new ExportHead(state.Version, state.Hash);
            all.Begin(entity, state.Version, state.Hash);
        }

        var archived = await audit.DroppedUpToAsync(cancellationToken);
        var (position, count) = (default(FeedPosition), 0L);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var file = Create(path))
        {
            while (true)
            {
                var slice = await feed.ReadAsync(position, Page, cancellationToken);
                foreach (var one in slice.Records)
                {
                    position = one.Position;
                    var r = one.Record;
                    all.Add(ChainMove.Of(r));
                    if (!filter.Takes(r)) continue;
                    byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(ExportLine.Of(one), AuditJson.Default.ExportLine), (byte)'\n'];
                    sha.AppendData(line);
                    await file.WriteAsync(line, cancellationToken);
                    heads[r.Entity.ToString()] = new ExportHead(r.Version, r.Hash);
                    count++;
                }

                if (slice.Records.Length < Page) break;
            }
        }

        all.Settle();
        var manifest = new ExportManifest(
            1, await audit.JournalIdAsync(cancellationToken), Instants.Truncate(clock.GetUtcNow()), filter.IsAll, filter.From, filter.To, filter.Entity?.ToString(),
            position.ToString(), archived.ToString(), count, Convert.ToHexStringLower(sha.GetHashAndReset()), filter.IsAll ? all.Sum.Digest() : null, heads, bases);
        await File.WriteAllBytesAsync(ManifestOf(path), JsonSerializer.SerializeToUtf8Bytes(manifest, AuditJson.Default.ExportManifest), cancellationToken);
        return count;
    }

    internal static string ManifestOf(string path) => path + ".manifest.json";

    internal static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static Stream Create(string path)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : file;
    }
}
