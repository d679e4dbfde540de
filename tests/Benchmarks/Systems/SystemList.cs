using Sync.Benchmarks.Systems.AdoNet;
using Sync.Benchmarks.Systems.Akka;
using Sync.Benchmarks.Systems.Copy;
using Sync.Benchmarks.Systems.Noop;
using Sync.Benchmarks.Systems.Ours;
using Sync.Benchmarks.Systems.SqlSet;

namespace Sync.Benchmarks.Systems;

/// <summary>Every system.</summary>
internal static class SystemList
{
    public static ImmutableArray<ISystem> All { get; } =
    [
        new CopySystem(),
        new SubjectSystem("noop", "a grain call that does nothing, one for each position of a call", NoopSubject.StartAsync),
        new SubjectSystem("ours", "the silo as it is shipped, calls through the router in its process, feed and views running", OursSubject.StartAsync),
        new SubjectSystem("sql-set", "a set-based service: whatever waits, up to 1,000 rows a transaction, dedupe table, upsert and change records in one statement", SqlSetSubject.StartAsync),
        new SubjectSystem("akka", "Akka.NET persistent actors on Akka.Persistence.Sql, its own batching", AkkaSubject.StartAsync),
        new SubjectSystem("adonet", "Orleans grain, IPersistentState on Persistence.AdoNet, one write of state and one change record an update", AdoNetSilo.StartAsync),
    ];

    public static ISystem? Find(string name) => All.FirstOrDefault(system => system.Name == name);
}
