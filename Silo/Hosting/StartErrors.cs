using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Sync.Silo.Hosting;

/// <summary>What is wrong with the settings, each with its cure, from what a start that failed has thrown.</summary>
internal static partial class StartErrors
{
    /// <summary>Empty: the start failed for another reason.</summary>
    public static IReadOnlyList<string> Of(Exception failure) => failure switch
    {
        OptionsValidationException wrong => [.. wrong.Failures.Distinct(StringComparer.Ordinal)],
        AggregateException many when many.InnerExceptions.All(static e => Of(e).Count > 0) => [.. many.InnerExceptions.SelectMany(Of).Distinct(StringComparer.Ordinal)],
        InvalidOperationException when Unreadable().Match(failure.Message) is { Success: true } unreadable => [Told(unreadable)],
        _ => [],
    };

    /// <summary>What is wrong in the sections. Also found where the settings before them are wrong, so that everything is said at once.</summary>
    public static IReadOnlyList<string> OfSections(StartSettings settings)
    {
        try
        {
            SyncHost.Check(settings.Sound());
            return [];
        }
        catch (Exception e)
        {
            return Of(e);
        }
    }

    private static string Told(Match unreadable)
    {
        var type = unreadable.Groups["type"].Value;
        var expected = type[(type.LastIndexOf('.') + 1)..] switch
        {
            nameof(Int32) or nameof(Int64) => "a whole number",
            nameof(Double) or nameof(Decimal) => "a number such as 0.5",
            nameof(Boolean) => "true or false",
            nameof(TimeSpan) => "a time such as 00:00:30",
            _ => Words(type),
        };
        return $"{unreadable.Groups["path"].Value} is {unreadable.Groups["value"].Value}: {expected} is expected";
    }

    private static string Words(string type) => AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(type)).FirstOrDefault(static t => t is { IsEnum: true }) is { } words
        ? $"one of {string.Join(", ", Enum.GetNames(words))}"
        : $"a {type}";

    /// <summary>What the binder of settings says: Failed to convert configuration value 'x' at 'Feed:PollMilliseconds' to type 'System.Int32'.</summary>
    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<path>[^']+)' to type '(?<type>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Unreadable();
}
