using Sync.Benchmarks.Systems.Ours;

namespace Sync.Benchmarks.Systems;

/// <summary>Every system.</summary>
internal static class SystemList
{
    public static ImmutableArray<ISystem> All { get; } =
    [
        new SubjectSystem("ours", "the silo as it is shipped, calls through the router grain, feed and views running", OursSubject.StartAsync),
    ];

    public static ISystem? Find(string name) => All.FirstOrDefault(system => system.Name == name);
}
