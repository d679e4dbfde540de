namespace Sync.Adapters;

/// <summary>A drop folder and what lies in it: <c>work/</c> has the files under way, <c>done/</c> and <c>failed/</c> the finished ones with their reports.
/// A file is only ever renamed, and never over another. Not thread-safe.</summary>
internal sealed class DropFolder(FolderOptions options)
{
    private static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload", ".writing"];

    public FolderOptions Options { get; } = options;

    public string Root { get; } = Path.GetFullPath(options.Path);

    public string Work => Path.Combine(Root, "work");

    public void Create()
    {
        foreach (var folder in (string[])[Root, Work, Path.Combine(Root, "done"), Path.Combine(Root, "failed")]) Directory.CreateDirectory(folder);
    }

    /// <summary>Files that were dropped, oldest first. Hidden ones and those that are still being written under another name are not looked at.</summary>
    public IEnumerable<FileInfo> Dropped() => Listed(Root);

    /// <summary>Files that are under way, oldest first: after a crash they are read again.</summary>
    public IEnumerable<FileInfo> UnderWay() => Listed(Work);

    /// <summary>Takes a file, so that its producer can write the next one under the same name.</summary>
    public string Take(string path) => Rename(path, name => Path.Combine(Work, name));

    /// <summary>Finishes a file: the report and the rejected rows first, the file last, so that what lies in a finished folder is complete.</summary>
    public string Finish(string path, string outcome, string? rejected, Func<string?, byte[]> report)
    {
        var folder = Path.Combine(Root, outcome);
        var name = Free(folder, Path.GetFileName(path));
        var rejectedName = rejected is null ? null : name + ".rejected.csv";
        if (rejectedName is not null) File.Move(rejected!, Path.Combine(folder, rejectedName), overwrite: false);
        using (var stream = new FileStream(Path.Combine(folder, name + ".report.json"), FileMode.CreateNew))
        {
            stream.Write(report(rejectedName));
            stream.Flush(flushToDisk: true);
        }

        File.Move(path, Path.Combine(folder, name), overwrite: false);
        return Path.Combine(folder, name);
    }

    private static string Rename(string path, Func<string, string> target)
    {
        var to = target(Path.GetFileName(path));
        to = Path.Combine(Path.GetDirectoryName(to)!, Free(Path.GetDirectoryName(to)!, Path.GetFileName(to)));
        File.Move(path, to, overwrite: false);
        return to;
    }

    /// <summary>The name, or the first <c>name-2.csv</c> that neither a file nor a report has.</summary>
    private static string Free(string folder, string name)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        for (var number = 1; ; number++)
        {
            var candidate = number == 1 ? name : $"{stem}-{number}{extension}";
            var path = Path.Combine(folder, candidate);
            if (!Exists(path) && !Exists(path + ".report.json") && !Exists(path + ".rejected.csv")) return candidate;
        }
    }

    // A link that leads nowhere does not exist for File.Exists, and is a name that is taken.
    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static IEnumerable<FileInfo> Listed(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos()
        .OfType<FileInfo>()
        .Where(f => f.Name[0] != '.' && !Unfinished.Contains(f.Extension, StringComparer.OrdinalIgnoreCase))
        .OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal);
}
