using System.Text.Json;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Auditing;

/// <summary>What came of checking an export. Immutable.</summary>
/// <param name="Problem">The first thing that does not fit, or null: nothing is missing and nothing was changed up to <paramref name="Anchor"/>.</param>
/// <param name="Records">How many records fit.</param>
/// <param name="Anchors">How many head files the export was compared with.</param>
/// <param name="Anchor">The newest of them.</param>
public sealed record AuditResult(string? Problem, long Records, int Anchors, HeadFile? Anchor);

/// <summary>Proves that an export holds every record up to an anchored head, each as it was when the head was anchored.</summary>
public static class AuditCheck
{
    /// <param name="export">The file; its manifest stands beside it.</param>
    /// <param name="heads">The folder of head files.</param>
    /// <param name="publicKey">The key by which head files are believed, as PEM.</param>
    /// <param name="until">Heads that were anchored later are not asked for; null: the newest must be covered.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<AuditResult> RunAsync(string export, string heads, string publicKey, DateTimeOffset? until = null, CancellationToken cancellationToken = default)
    {
        using var key = HeadKey.FromPem(publicKey);
        var manifest = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(AuditExport.ManifestOf(export), cancellationToken), AuditJson.Default.ExportManifest)!;
        var files = HeadReading.Read(heads, key, manifest.Journal, until, out var problem);
        if (problem is not null) return new AuditResult(problem, 0, 0, null);
        var walk = new AuditWalk(manifest, files);
        await using var stream = AuditExport.Open(export);
        using var reader = new StreamReader(stream);
        try
        {
            while (walk.Problem is null && await reader.ReadLineAsync(cancellationToken) is { } line)
                walk.Add(JsonSerializer.Deserialize(line, AuditJson.Default.ExportLine)!);
        }
        catch (JsonException e)
        {
            return walk.Fail($"line {walk.Records + 1:N0} of the export cannot be read: {e.Message}");
        }
        catch (InvalidDataException e)
        {
            return walk.Fail($"the export is damaged after {walk.Records:N0} records: {e.Message}");
        }

        return walk.Finish();
    }
}

/// <summary>Follows every chain of an export, and compares with each head file where its place comes. Not thread-safe.</summary>
internal sealed class AuditWalk
{
    private readonly ExportManifest _manifest;
    private readonly Queue<HeadFile> _files;
    private readonly Dictionary<EntityKey, EntityHead> _ends = [];
    private readonly ChainHeads _all = new();
    private readonly FeedPosition _archivedUpTo;
    private HeadFile? _anchor;
    private int _anchors;
    private FeedPosition _position;

    public AuditWalk(ExportManifest manifest, IEnumerable<HeadFile> files)
    {
        _manifest = manifest;
        _archivedUpTo = FeedPosition.Parse(manifest.ArchivedUpTo);
        // Up to there the journal no longer tells what was when.
        _files = new Queue<HeadFile>(files.Where(f => f.UpTo >= _archivedUpTo));
        foreach (var (text, head) in manifest.Bases)
        {
            var entity = EntityKey.Parse(text);
            _ends[entity] = new EntityHead(head.Version, head.Hash);
            _all.Begin(entity, head.Version, head.Hash);
        }
    }

    public string? Problem { get; private set; }

    public long Records { get; private set; }

    public void Add(ExportLine line)
    {
        var record = line.ToRecord();
        var position = FeedPosition.Parse(line.Position);
        if (position <= _position) Problem = $"{line.Entity}: version {line.Version} stands at {position}, after {_position}";
        Compare(position);
        if (Problem is not null) return;
        _position = position;
        var known = _ends.TryGetValue(record.Entity, out var end);
        // A part may begin anywhere; everything begins with version 1, or where the archive ends.
        if (!known && !_manifest.Complete) end = new EntityHead(record.Version - 1, record.PreviousHash);
        Problem = record.Version != end.Version + 1 ? $"{record.Entity}: version {end.Version + 1} is missing, version {record.Version} comes next"
            : record.PreviousHash != end.Hash ? $"{record.Entity}: version {record.Version} does not chain to the record before it"
            : RecordChain.Compute(record) != record.Hash ? $"{record.Entity}: version {record.Version} was changed: its hash does not fit"
            : null;
        if (Problem is not null) return;
        _ends[record.Entity] = new EntityHead(record.Version, record.Hash);
        _all.Add(ChainMove.Of(record));
        Records++;
    }

    public AuditResult Finish()
    {
        if (Problem is null && Records != _manifest.Records) Problem = $"the export has {Records:N0} records, its manifest says {_manifest.Records:N0}";
        if (Problem is null && _manifest.Complete) CompareRest();
        return Result();
    }

    public AuditResult Fail(string problem)
    {
        Problem ??= problem;
        return Result();
    }

    private AuditResult Result() => new(Problem, Records, _anchors, _anchor);

    // Every head file that lies before the next record speaks of what has come so far.
    private void Compare(FeedPosition next)
    {
        while (Problem is null && _manifest.Complete && _files.TryPeek(out var file) && file.UpTo < next) Compare(_files.Dequeue());
    }

    private void CompareRest()
    {
        while (Problem is null && _files.TryDequeue(out var file)) Compare(file);
    }

    private void Compare(HeadFile file)
    {
        _all.Settle();
        if (_all.Records < file.Records)
            Problem = $"{file.Records - _all.Records:N0} records are missing: head {file.Number} of {file.At:O} was anchored with {file.Records:N0}, there are {_all.Records:N0} up to its place";
        else if (_all.Records != file.Records || _all.Entities != file.Entities || _all.Sum.Digest() != file.Digest)
            Problem = $"what was recorded between {_anchor?.At.ToString("O") ?? "the beginning"} and {file.At:O} is not what head {file.Number} was anchored with: records were written anew, added or exchanged";
        if (Problem is not null) return;
        _anchor = file;
        _anchors++;
    }
}
