using System.Runtime.CompilerServices;

namespace Sync.Domain.Tests;

/// <summary>Stored JSON of released versions: what stands in a file must be written so, and read, for ever. A new file, or a version that was never
/// released, is written by a run with SYNC_REWRITE_GOLDEN=1: look at the difference before it is committed.</summary>
internal static class GoldenFile
{
    private const string Rewrite = "SYNC_REWRITE_GOLDEN";

    /// <summary>What the file holds.</summary>
    public static string Read(string name) => File.ReadAllText(PathOf(name)).TrimEnd('\n');

    /// <summary>Fails when the text is not what the file holds.</summary>
    public static void Check(string name, string actual)
    {
        if (Environment.GetEnvironmentVariable(Rewrite) == "1") File.WriteAllText(PathOf(name), actual + "\n");
        Assert.True(File.Exists(PathOf(name)), $"{name} is missing: run with {Rewrite}=1, look at what was written, and commit it");
        Assert.Equal(Read(name), actual);
    }

    private static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Golden", name.EndsWith(".txt", StringComparison.Ordinal) ? name : name + ".json");
}
