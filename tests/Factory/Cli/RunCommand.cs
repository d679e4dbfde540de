using System.CommandLine;
using System.CommandLine.Parsing;
using Sync.Factory.Receiving;
using Sync.Factory.Running;

namespace Sync.Factory.Cli;

/// <summary>The command <c>run</c>.</summary>
internal sealed class RunCommand : Command
{
    private readonly Option<long> _seed = new("--seed") { Description = "What happens: the same seed, the same events.", DefaultValueFactory = _ => 7 };
    private readonly Option<int> _rate = new("--rate") { Description = "Different updates a second, 1 to 20000.", DefaultValueFactory = _ => 500 };
    private readonly Option<TimeSpan?> _for = Time("--for", "How long updates are sent, for example 30s. Default: until told to stop.");
    private readonly Option<string?> _report = new("--report") { Description = "A file for the report as JSON." };
    private readonly Option<string?> _sabotage = new("--sabotage") { Description = "Misbehave on purpose: drop, double, swap or late. The report must then say so." };
    private readonly Option<string?> _drop = new("--drop") { Description = "The system's drop folder: a list of receipts is dropped there too, and once more with one row changed." };
    private readonly Option<bool> _tally = new("--tally") { Description = "Show a running tally." };
    private readonly Option<TimeSpan?> _grace = Time("--grace", "How long the system may be silent before the run gives up. Default: 60s.");
    private readonly Option<TimeSpan?> _settle = Time("--settle", "How long nothing may go on at the end before the report is written anyway. Default: 60s.");
    private readonly Option<int> _callers = new("--callers") { Description = "Calls under way at once, 1 to 64.", DefaultValueFactory = _ => 8 };

    public RunCommand()
        : base("run", "Plays a factory against a running system, keeps its own books, and reports whether they agree.")
    {
        _rate.Validators.Add(r => Between(r, _rate, 1, 20_000));
        _callers.Validators.Add(r => Between(r, _callers, 1, 64));
        _sabotage.AcceptOnlyFromAmong("drop", "double", "swap", "late");
        foreach (var option in (Option[])[SystemOptions.BaseUrl, SystemOptions.KeyFile, SystemOptions.Books, _seed, _rate, _for, _report, _sabotage, _drop, _tally, _grace, _settle, _callers])
            Options.Add(option);
        SetAction(Run);
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var defaults = SystemOptions.Read(parsed);
        var options = defaults with
        {
            Seed = parsed.GetValue(_seed),
            Rate = parsed.GetValue(_rate),
            For = parsed.GetValue(_for),
            ReportFile = parsed.GetValue(_report),
            Sabotage = Enum.TryParse<Sabotage>(parsed.GetValue(_sabotage), ignoreCase: true, out var sabotage) ? sabotage : Sabotage.None,
            Drop = parsed.GetValue(_drop),
            Tally = parsed.GetValue(_tally),
            Grace = parsed.GetValue(_grace) ?? defaults.Grace,
            Settle = parsed.GetValue(_settle) ?? defaults.Settle,
            Callers = parsed.GetValue(_callers),
        };
        using var signals = new Signals();
        return await new FactoryRun(options, Output.Console, TimeProvider.System).Execute(signals.Stop, signals.Abort);
    }

    private static Option<TimeSpan?> Time(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (Durations.TryParse(result.Tokens.SingleOrDefault()?.Value, out var time)) return time;
            result.AddError($"{name} must be a time such as 500ms, 30s, 2m or 1h");
            return null;
        },
    };

    private static void Between(OptionResult result, Option<int> option, int least, int most)
    {
        if (result.GetValueOrDefault<int>() is var value && (value < least || value > most)) result.AddError($"{option.Name} must be {least} to {most}");
    }
}
