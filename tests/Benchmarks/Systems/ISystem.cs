using Sync.Benchmarks.Scenarios;
using Sync.Benchmarks.Server;

namespace Sync.Benchmarks.Systems;

/// <summary>One column of the comparison. Thread-safe.</summary>
internal interface ISystem
{
    string Name { get; }

    /// <summary>One line on how it is written.</summary>
    string Summary { get; }

    /// <summary>Starts itself on empty storage, is measured, keeps its promises, and ends.</summary>
    Task<Outcome> RunAsync(Scenario scenario, BenchServer server, TimeSpan length);
}
