using System.Security.Cryptography;

namespace Sync.Journal.Auditing;

/// <summary>Reads a folder of head files and believes only a series without a gap.</summary>
internal static class HeadReading
{
    public static List<HeadFile> Read(string folder, ECDsa key, string journal, DateTimeOffset? until, out string? problem)
    {
        var files = new List<HeadFile>();
        string? previous = null;
        problem = null;
        foreach (var path in HeadFolder.List(folder))
        {
            var bytes = File.ReadAllBytes(path);
            var name = Path.GetFileName(path);
            if (HeadFile.Read(bytes, key, out var reason) is not { } file) problem = $"head file {name} is not believed: {reason}";
            else if (file.Journal != journal) problem = $"head file {name} belongs to another journal";
            else if (file.Number != files.Count + 1) problem = $"head file {files.Count + 1} is missing, {file.Number} comes next";
            else if (file.Previous != previous) problem = $"head file {name} does not follow the one before it";
            else files.Add(file);
            if (problem is not null) return files;
            previous = HeadFolder.Digest(bytes);
        }

        if (files.Count == 0) problem = $"no head file is in {folder}";
        return [.. files.Where(f => !(f.At > until))];
    }
}
