using System.CommandLine;
using Sync.Factory.Books;
using Sync.Factory.Plan;
using Sync.Factory.Reporting;
using Sync.Factory.Running;
using Sync.Factory.Sending;

namespace Sync.Factory.Cli;

/// <summary>The command <c>report</c>: the report once more, without sending anything.</summary>
internal sealed class ReportCommand : Command
{
    private readonly Option<string?> _report = new("--report") { Description = "A file for the report as JSON." };

    public ReportCommand()
        : base("report", "Compares the books with a running system and reports, without sending anything.")
    {
        foreach (var option in (Option[])[SystemOptions.BaseUrl, SystemOptions.KeyFile, SystemOptions.Books, _report]) Options.Add(option);
        SetAction(Run);
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var options = SystemOptions.Read(parsed);
        using var signals = new Signals();
        using var http = SystemClient.Connect(options.BaseUrl, (await File.ReadAllTextAsync(options.KeyFile, signals.Stop)).Trim());
        var reader = new HttpSystemReader(new SystemClient(http), TimeProvider.System);
        var report = await new Witness(new BooksFolder(options.Books), [.. FactoryWorld.Plants.Select(p => p.Id)], TimeProvider.System).Testify(reader, signals.Stop);
        if (parsed.GetValue(_report) is { } file) ReportWriter.WriteFile(report, file);
        Output.Console.Line(ReportWriter.Text(report));
        return report.Clean ? ExitCodes.Clean : ExitCodes.Faults;
    }
}
