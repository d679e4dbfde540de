using System.Reflection;
using System.Runtime.CompilerServices;

namespace Sync.Contracts.Tests.Wire;

/// <summary>The bytes that each released build sent, one file a build: a line for each wire type and each call, its name and its bytes. A line that
/// is there is never changed: silos of that build still run somewhere.</summary>
internal static class WireGolden
{
    private static string Folder { get; } = Path.Combine(Here(), "Golden");

    /// <summary>The build that these tests are of.</summary>
    public static string Version { get; } = typeof(Update).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Every line of every build, the newest build first.</summary>
    public static IEnumerable<(string Build, string Name, byte[] Bytes)> Lines() => Directory.EnumerateFiles(Folder, "*.txt")
        .OrderByDescending(static file => System.Version.Parse(Path.GetFileNameWithoutExtension(file)))
        .SelectMany(static file => File.ReadLines(file).Select(line => (Path.GetFileNameWithoutExtension(file), line[..line.LastIndexOf(' ')], Convert.FromHexString(line[(line.LastIndexOf(' ') + 1)..]))));

    /// <summary>Adds what this build sends and none before did, where it is asked to.</summary>
    public static void Write(IEnumerable<(string Name, byte[] Bytes)> now)
    {
        if (Environment.GetEnvironmentVariable("ORLEANSSYNC_WRITE_GOLDEN") != "1") return;
        var known = Lines().ToLookup(static line => line.Name);
        var (file, mine) = (Path.Combine(Folder, Version + ".txt"), known.SelectMany(static lines => lines).Where(static line => line.Build == Version).ToDictionary(static line => line.Name, static line => line.Bytes));
        foreach (var (name, bytes) in now)
        {
            if (!known[name].Any(line => line.Bytes.AsSpan().SequenceEqual(bytes))) mine.TryAdd(name, bytes);
        }

        File.WriteAllText(file, string.Concat(mine.OrderBy(static line => line.Key, StringComparer.Ordinal).Select(static line => $"{line.Key} {Convert.ToHexStringLower(line.Value)}\n")));
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
