using Sync.Benchmarks.Load;

namespace Sync.Benchmarks.Scenarios;

/// <summary>One row of the comparison. Immutable.</summary>
/// <param name="Name">As on the command line and in the JSON.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="Shape">What a call carries.</param>
/// <param name="Callers">Calls in flight.</param>
/// <param name="Keys">The law of the keys, for a number of positions.</param>
/// <param name="Systems">Who takes part, in the order of running.</param>
internal sealed record Scenario(string Name, string Summary, CallShape Shape, int Callers, Func<int, KeyLaw> Keys, ImmutableArray<string> Systems)
{
    /// <summary>When given, times of calls are taken in a second run at this rate.</summary>
    public int? OfferedPerSecond { get; init; }

    /// <summary>The calls go through the HTTP gateway.</summary>
    public bool Http { get; init; }

    /// <summary>The journal is SQLite in this process.</summary>
    public bool Embedded { get; init; }

    /// <summary>The second run by a Zipf law stands beside its uniform twin in the table and not in the JSON.</summary>
    public bool Aside { get; init; }
}
