using System.CommandLine;
using Sync.Silo.Demo;
using Sync.Silo.Hosting;

namespace Sync.Silo.CommandLine;

/// <summary>The command line: the bare program, and <c>demo</c>.</summary>
internal static class SyncCommands
{
    public static RootCommand Create()
    {
        var start = new StartArguments();
        var root = new RootCommand(HelpText.Program);
        start.AddTo(root);
        root.SetAction(async (parsed, cancellationToken) =>
        {
            if (!start.TryRead(parsed, out var settings)) return ExitCodes.BadArguments;
            return await SyncProgram.RunAsync(settings, cancellationToken);
        });
        root.Subcommands.Add(Demo(start));
        root.Subcommands.Add(HealthCommand.Create());
        foreach (var command in AuditCommands.All(start)) root.Subcommands.Add(command);
        root.Subcommands.Add(TlsCommands.Create());
        return root;
    }

    private static Command Demo(StartArguments start)
    {
        var arguments = new DemoArguments();
        var demo = new Command("demo", HelpText.Demo);
        start.AddTo(demo);
        arguments.AddTo(demo);
        demo.SetAction(async (parsed, cancellationToken) =>
        {
            if (!start.TryRead(parsed, out var settings) || !arguments.TryRead(parsed, out var options)) return ExitCodes.BadArguments;
            return await DemoProgram.RunAsync(settings, options, cancellationToken);
        });
        return demo;
    }
}
