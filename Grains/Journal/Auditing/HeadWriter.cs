using System.Security.Cryptography;
using Sync.Contracts;

namespace Sync.Journal.Auditing;

/// <summary>Anchors the heads of all chains in signed files outside of the journal. It goes on where the newest file ends. One call at a time.</summary>
public sealed class HeadWriter(IAuditStore audit, HeadOptions options, TimeProvider clock) : IDisposable
{
    private const int Page = 10_000;

    /// <summary>So many entities are remembered between two settlements; the first head of a large journal has all.</summary>
    private const int MostChanged = 100_000;

    private readonly SemaphoreSlim _alone = new(1);
    private ECDsa? _key;
    private ChainHeads? _heads;
    private HeadFile? _last;
    private string? _lastDigest;

    /// <summary>Everything up to here is anchored.</summary>
    public FeedPosition Anchored => _last?.UpTo ?? default;

    /// <summary>The public key, as PEM. Makes the key where there is none.</summary>
    public string PublicKey => Key.ExportSubjectPublicKeyInfoPem();

    private ECDsa Key => _key ??= HeadKey.LoadOrCreate(options.KeyFile);

    /// <summary>Writes a head file if anything was recorded since the last one.</summary>
    /// <returns>What it says, or null when nothing is new.</returns>
    /// <exception cref="InvalidOperationException">The newest head file cannot be believed; an operator must look.</exception>
    public async Task<HeadFile?> WriteAsync(CancellationToken cancellationToken = default)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            return await NextAsync(_heads ??= await ResumeAsync(cancellationToken), cancellationToken);
        }
        catch
        {
            // What was read and not anchored is read again.
            _heads = null;
            throw;
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key?.Dispose();
        _alone.Dispose();
    }

    private async Task<HeadFile?> NextAsync(ChainHeads heads, CancellationToken cancellationToken)
    {
        var position = Anchored;
        for (var isNewest = false; !isNewest;)
        {
            (var moves, position, isNewest) = await audit.TakeMovesAsync(position, Page, cancellationToken);
            foreach (var move in moves) heads.Add(move);
            if (heads.Changed >= MostChanged) heads.Settle();
        }

        if (position == Anchored) return null;
        heads.Settle();
        var file = new HeadFile(
            1, await audit.JournalIdAsync(cancellationToken), (_last?.Number ?? 0) + 1, Instants.Truncate(clock.GetUtcNow()), position.ToString(),
            heads.Entities, heads.Records, heads.Sum.Digest(), heads.Sum.ToArray(), _lastDigest);
        var bytes = file.Write(Key);
        HeadFolder.Write(options.Folder, file.Name, bytes);
        (_last, _lastDigest) = (file, HeadFolder.Digest(bytes));
        return file;
    }

    private async Task<ChainHeads> ResumeAsync(CancellationToken cancellationToken)
    {
        (_last, _lastDigest) = (null, null);
        if (HeadFolder.List(options.Folder) is { Length: > 0 } files)
        {
            var bytes = await File.ReadAllBytesAsync(files[^1], cancellationToken);
            var file = HeadFile.Read(bytes, Key, out var problem) ?? throw new InvalidOperationException($"{files[^1]} is not believed, because {problem}: look who wrote it, and move the folder away to begin anew");
            if (file.Journal != await audit.JournalIdAsync(cancellationToken))
                throw new InvalidOperationException($"{files[^1]} belongs to another journal: give this one a folder of its own (Audit:Heads:Folder)");
            (_last, _lastDigest) = (file, HeadFolder.Digest(bytes));
            return new ChainHeads(HeadSum.Load(file.Sums), file.Entities, file.Records);
        }

        var heads = new ChainHeads();
        await foreach (var (entity, state) in Bases.ReadAsync(audit, cancellationToken)) heads.Begin(entity, state.Version, state.Hash);
        HeadFolder.Write(options.Folder, "public.pem", System.Text.Encoding.ASCII.GetBytes(PublicKey + "\n"));
        return heads;
    }
}
