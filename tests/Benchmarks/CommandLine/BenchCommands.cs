using System.CommandLine;

namespace Sync.Benchmarks.CommandLine;

/// <summary>The command line.</summary>
internal static class BenchCommands
{
    public static RootCommand Create() => new("Measures OrleansSync beside its peers.")
    {
        CompareCommand.Create(), CheckCommand.Create(),
        StudyCommands.Memory(), StudyCommands.Known(), StudyCommands.KnownAwake(), StudyCommands.Activation(), StudyCommands.Live(), StudyCommands.LiveReads(), StudyCommands.Latency(), StudyCommands.Year(),
    };
}
