using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Sync.House.Tests.Deploy;

/// <summary>The image holds the program, and only what runs.</summary>
public sealed partial class ImageTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "docker");
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Folder, "Dockerfile"));

    [Fact]
    public void Everything_that_is_copied_is_there_and_is_let_through()
    {
        var ignored = File.ReadAllLines(Path.Combine(Folder, "Dockerfile.dockerignore"));
        var copied = Copied().ToArray();
        Assert.NotEmpty(copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        Assert.All(copied, path => Assert.Contains("!" + path, ignored));
        Assert.All(ignored.Where(static l => l.StartsWith('!')), line => Assert.Contains(line[1..], copied));
        Assert.Contains("**/obj", ignored);
    }

    [Fact]
    public void Every_project_of_the_program_is_copied()
    {
        var copied = Copied().ToArray();
        var projects = new HashSet<string>(StringComparer.Ordinal);
        Follow(Path.Combine(Repository.Root, "Silo", "Sync.Silo.csproj"), projects);
        Assert.True(projects.Count > 5);
        Assert.All(projects, project => Assert.Contains(copied, folder => project.StartsWith(folder + "/", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_starts_the_program_as_somebody_who_is_not_root()
    {
        Assert.Equal("ENTRYPOINT [\"dotnet\", \"Sync.Silo.dll\"]", Lines[^1]);
        Assert.Contains("USER 1654:1654", Lines);
        var last = Lines.Last(static l => l.StartsWith("FROM ", StringComparison.Ordinal));
        Assert.Contains("-chiseled", last, StringComparison.Ordinal);
        Assert.EndsWith("-extra", last, StringComparison.Ordinal); // Time zones.
        var health = Health().Match(string.Join('\n', Lines)).Groups[1].Value.Split(", ").Select(static p => p.Trim('"')).ToArray();
        Assert.Equal(["dotnet", "Sync.Silo.dll"], health[..2]);
        Assert.Empty(ProgramStart.CommandErrors(health[2..]));
    }

    [Fact]
    public void Its_environment_is_understood_and_its_runtime_is_the_one_that_is_built_for()
    {
        var environment = Lines.Where(static l => l.StartsWith("ENV ", StringComparison.Ordinal)).SelectMany(static l => l[4..].Split(' ')).Select(static p => p.Split('=', 2)).ToDictionary(static p => p[0], static p => p[1]);
        Assert.Empty(ProgramStart.Errors([], environment));
        var framework = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("TargetFramework").Single().Value;
        var images = Lines.Where(static l => l.StartsWith("FROM ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, images.Length);
        Assert.All(images, image => Assert.Contains(":" + framework["net".Length..], image, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Copied() => Lines.Where(static l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from", StringComparison.Ordinal))
        .SelectMany(static l => l.Split(' ')[1..^1]);

    private static void Follow(string project, HashSet<string> seen)
    {
        if (!seen.Add(Path.GetRelativePath(Repository.Root, project).Replace('\\', '/'))) return;
        foreach (var reference in XDocument.Load(project).Descendants("ProjectReference").Select(static r => r.Attribute("Include")!.Value.Replace('\\', '/')))
            Follow(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference)), seen);
    }

    [GeneratedRegex(@"HEALTHCHECK .*CMD \[(.*)\]")]
    private static partial Regex Health();
}
