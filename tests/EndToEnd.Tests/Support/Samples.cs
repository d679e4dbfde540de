using System.Runtime.CompilerServices;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>The samples that lie beside the checkout.</summary>
internal static class Samples
{
    /// <summary>The sample's path; null where there are no samples.</summary>
    public static string? Find(params string[] names)
    {
        for (var folder = Path.GetDirectoryName(Here()); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine([folder, "shared", "samples", .. names]);
            if (File.Exists(path)) return path;
        }

        return null;
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
