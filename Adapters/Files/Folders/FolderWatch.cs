namespace Sync.Adapters;

/// <summary>Decides which dropped files are complete: length and time stayed the same over two looks, or the file was renamed to its name.
/// Not thread-safe but for <see cref="Renamed"/>.</summary>
internal sealed class FolderWatch(DropFolder folder, TimeSpan settle, TimeProvider clock)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> _renamed = new(StringComparer.Ordinal);
    private Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>A file got its name by being renamed: it was written before.</summary>
    public void Renamed(string path) => _renamed[path] = true;

    /// <summary>True when a file was seen that is not complete yet.</summary>
    public bool IsWaiting => _seen.Count > 0;

    /// <summary>Looks at the folder; the files that can be taken, oldest first.</summary>
    public IReadOnlyList<FileInfo> Look()
    {
        var now = clock.GetUtcNow();
        var seen = new Dictionary<string, Seen>(StringComparer.Ordinal);
        var ready = new List<FileInfo>();
        foreach (var file in folder.Dropped())
        {
            var look = _seen.TryGetValue(file.FullName, out var before) && before.Same(file) ? before : new Seen(LengthOf(file), file.LastWriteTimeUtc, now);
            if (_renamed.TryRemove(file.FullName, out _) || now - look.Since >= settle) ready.Add(file);
            else seen[file.FullName] = look;
        }

        _seen = seen;
        return ready;
    }

    private static long LengthOf(FileInfo file) => file.Exists ? file.Length : 0;

    private readonly record struct Seen(long Length, DateTime Written, DateTimeOffset Since)
    {
        public bool Same(FileInfo file) => LengthOf(file) == Length && file.LastWriteTimeUtc == Written;
    }
}
