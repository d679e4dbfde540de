using System.Runtime.CompilerServices;

namespace Sync.Domain.Tests;

/// <summary>Stored JSON of released versions: what stands in a file must be written so, and read, for ever.</summary>
internal static class MastersGolden
{
    public static void Check(string name, string actual)
    {
        var file = Path.Combine(Folder(), name + ".json");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, actual + "\n");
            Assert.Fail($"{name}.json did not exist and was written: look at it, then run again");
        }

        Assert.Equal(File.ReadAllText(file).TrimEnd('\n'), actual);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
