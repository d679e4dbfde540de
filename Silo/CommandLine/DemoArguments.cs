using System.CommandLine;
using System.Globalization;
using Sync.Silo.Demo;

namespace Sync.Silo.CommandLine;

/// <summary>The options of the demo.</summary>
internal sealed class DemoArguments
{
    private static readonly string[] Sabotages = ["drop", "double", "swap", "late"];
    private readonly Option<string?> _for = new("--for") { Description = "How long to send, for example 30s or 2m; without it until Ctrl-C." };
    private readonly Option<int> _seed = new("--seed") { Description = "The same seed sends the same updates.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _rate = new("--rate") { Description = "Updates a second, 1 to 50,000.", DefaultValueFactory = _ => 200 };
    private readonly Option<string?> _report = new("--report") { Description = "Writes the report as JSON to this file." };
    private readonly Option<string?> _sabotage = new("--sabotage") { Description = "Makes the target or the path misbehave on purpose: drop, double, swap or late. Must end with an error." };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _for, _seed, _rate, _report, _sabotage }) command.Options.Add(option);
    }

    public bool TryRead(ParseResult parsed, out DemoOptions options)
    {
        var duration = parsed.GetValue(_for);
        var sabotage = parsed.GetValue(_sabotage);
        options = new DemoOptions(duration, parsed.GetValue(_seed), parsed.GetValue(_rate), parsed.GetValue(_report), sabotage);
        var errors = new List<string>();
        if (duration is not null && !IsDuration(duration)) errors.Add($"--for {duration}: a number and s, m or h is expected, for example 30s");
        if (options.Rate is < 1 or > 50_000) errors.Add($"--rate {options.Rate}: 1 to 50000 is expected");
        if (sabotage is not null && !Sabotages.Contains(sabotage)) errors.Add($"--sabotage {sabotage}: one of {string.Join(", ", Sabotages)} is expected");
        foreach (var error in errors) Console.Error.WriteLine(error);
        return errors.Count == 0;
    }

    private static bool IsDuration(string text) => text.Length > 1 && text[^1] is 's' or 'm' or 'h'
        && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
}
