namespace Sync.Adapters;

/// <summary>The folders that are watched. Pure.</summary>
internal static class FilesFolders
{
    /// <summary>The folders that are named; else the default one, when files are enabled.</summary>
    public static IReadOnlyList<FolderOptions> Of(FilesOptions options)
    {
        if (options.Folders.Count > 0) return [.. options.Folders];
        return options is { Enabled: true, DefaultPath: { } path } ? [new FolderOptions { Path = path, Name = "drop" }] : [];
    }
}
