using System.Reflection;

namespace Sync.House.Tests;

/// <summary>Who may know whom, read from what the compiler wrote into the assemblies.</summary>
public sealed class RoomsTests
{
    public static TheoryData<string, string[]> Rooms => new()
    {
        { "Sync.Contracts", [] },
        { "Sync.Domain", ["Sync.Contracts"] },
        { "Sync.Journal", ["Sync.Contracts"] },
        { "Sync.Adapters", ["Sync.Contracts"] },
        { "Sync.Gateway", ["Sync.Contracts"] },
        { "Sync.Pages", ["Sync.Contracts", "Sync.Gateway"] },
        { "Sync.Grains", ["Sync.Contracts", "Sync.Domain", "Sync.Journal"] },
        { "Sync.Silo", ["Sync.Contracts", "Sync.Domain", "Sync.Journal", "Sync.Grains", "Sync.Adapters", "Sync.Gateway", "Sync.Pages"] },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_below_it(string room, string[] allowed)
    {
        var known = Assembly.Load(room).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Sync.", StringComparison.Ordinal));
        Assert.Empty(known.Except(allowed));
    }

    [Fact]
    public void The_domain_knows_no_engine_no_host_and_no_store()
    {
        var known = Assembly.Load("Sync.Domain").GetReferencedAssemblies().Select(a => a.Name!).ToArray();
        Assert.DoesNotContain(known, n => n.StartsWith("Orleans.Runtime", StringComparison.Ordinal) || n.StartsWith("Microsoft.Extensions", StringComparison.Ordinal)
            || n.StartsWith("Npgsql", StringComparison.Ordinal) || n.StartsWith("Microsoft.Data", StringComparison.Ordinal) || n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void No_assembly_of_ours_carries_the_engines_name()
    {
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToArray();
        Assert.NotEmpty(projects);
        Assert.DoesNotContain(projects, name => name!.Contains("Orleans", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_project_stands_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "OrleansSync.sln")).Replace('\\', '/');
        var missing = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Repository.Root, p).Replace('\\', '/')).Where(p => !solution.Contains(p, StringComparison.Ordinal));
        Assert.Empty(missing);
    }
}
