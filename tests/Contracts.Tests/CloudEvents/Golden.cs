using System.Runtime.CompilerServices;

namespace Sync.Contracts.Tests.CloudEvents;

/// <summary>Files that say how JSON was released. A difference is a change of a public contract.</summary>
internal static class Golden
{
    public static string Read(string name) => File.ReadAllText(Path(name)).TrimEnd();

    public static void Check(string name, string actual) => Assert.Equal(File.Exists(Path(name)) ? Read(name) : "", actual);

    private static string Path(string name, [CallerFilePath] string here = "") =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "Golden", name);
}
