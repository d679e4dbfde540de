using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Sync.Adapters;

/// <summary>Reports everything that is wrong with the options at once, each with its cure.</summary>
internal sealed partial class FilesOptionsValidator : IValidateOptions<FilesOptions>
{
    public ValidateOptionsResult Validate(string? name, FilesOptions options)
    {
        var errors = new List<string>();
        Check(errors, options.PollInterval, nameof(options.PollInterval), TimeSpan.FromMilliseconds(50), TimeSpan.FromHours(1));
        Check(errors, options.SettleTime, nameof(options.SettleTime), TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Check(errors, options.MaxBytes is >= 1024 and <= 16L << 30, nameof(options.MaxBytes), options.MaxBytes, "1024 to 17179869184");
        Check(errors, options.BatchRows is >= 1 and <= 500, nameof(options.BatchRows), options.BatchRows, "1 to 500");
        Check(errors, options.Retries is >= 0 and <= 50, nameof(options.Retries), options.Retries, "0 to 50");
        Check(errors, options.RetryDelay, nameof(options.RetryDelay), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Check(errors, options.RetryPause, nameof(options.RetryPause), TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        Check(errors, options.StreamPatience, nameof(options.StreamPatience), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Check(errors, options.ReportRows is >= 1 and <= 100_000, nameof(options.ReportRows), options.ReportRows, "1 to 100000");
        Check(errors, options.Folders.Count <= 64, nameof(options.Folders), options.Folders.Count, "at most 64 folders");
        for (var i = 0; i < options.Folders.Count; i++) Folder(errors, options.Folders[i], $"{FilesOptions.Section}:{nameof(options.Folders)}:{i}");
        foreach (var twice in options.Folders.GroupBy(f => Path.GetFullPath(f.Path.Length == 0 ? "." : f.Path), StringComparer.Ordinal).Where(g => g.Count() > 1))
            errors.Add($"{FilesOptions.Section}:{nameof(options.Folders)} names {twice.Key} {twice.Count()} times: name each folder once");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Folder(List<string> errors, FolderOptions folder, string place)
    {
        if (string.IsNullOrWhiteSpace(folder.Path)) errors.Add($"{place}:Path is missing: name the folder that files are dropped into");
        if (!Name().IsMatch(folder.Name)) errors.Add($"{place}:Name is '{folder.Name}': 1 to 64 letters, digits, dots, hyphens and underscores are expected");
        if (folder.Plant is { } plant && !Identifiers.IsValid(plant)) errors.Add($"{place}:Plant is '{plant}', which cannot be a plant: leave it out or correct it");
        if (folder.Mapping is { } mapping && !File.Exists(mapping)) errors.Add($"{place}:Mapping is '{mapping}', which is not a file: correct the path");
        if (folder.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) errors.Add($"{place}:TimeZone is '{zone}', which is not known: use an IANA name such as Europe/Berlin");
    }

    private static void Check(List<string> errors, TimeSpan value, string member, TimeSpan least, TimeSpan most) =>
        Check(errors, value >= least && value <= most, member, value, $"{least} to {most}");

    private static void Check(List<string> errors, bool good, string member, object value, string range)
    {
        if (!good) errors.Add($"{FilesOptions.Section}:{member} is {value}: set it to {range}");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
