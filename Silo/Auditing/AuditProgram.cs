using Sync.Journal.Auditing;
using Sync.Silo.CommandLine;
using Sync.Silo.Hosting;

namespace Sync.Silo.Auditing;

/// <summary>Exports a journal, and proves an export against anchored heads.</summary>
internal static class AuditProgram
{
    public static async Task<int> ExportAsync(StartSettings settings, string path, ExportFilter filter, CancellationToken cancellationToken)
    {
        await using var journal = await JournalReader.OpenAsync(settings, cancellationToken);
        var records = await journal.Get<AuditExport>().WriteAsync(path, filter, cancellationToken);
        Console.WriteLine($"{records:N0} records written to {path}, the manifest beside it");
        return ExitCodes.Done;
    }

    public static async Task<int> VerifyAsync(string export, string heads, string key, string? archive, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var result = await AuditCheck.RunAsync(export, heads, await File.ReadAllTextAsync(key, cancellationToken), until, cancellationToken);
        var problem = result.Problem ?? (archive is null ? null : ArchiveCheck.Run(archive, export));
        if (result.Anchor is { } anchor) Console.WriteLine($"complete and unchanged up to head {anchor.Number} of {anchor.At:O} ({anchor.Records:N0} records, {anchor.Entities:N0} entities; {result.Anchors:N0} heads compared)");
        else if (problem is null) Console.WriteLine($"every chain holds in {result.Records:N0} records; only an export without a filter can be proven complete");
        if (problem is null) return ExitCodes.Done;
        Console.WriteLine($"NOT PROVEN: {problem}");
        return ExitCodes.Failed;
    }
}
