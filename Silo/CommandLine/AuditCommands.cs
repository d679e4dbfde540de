using System.CommandLine;
using Sync.Contracts;
using Sync.Journal;
using Sync.Journal.Auditing;
using Sync.Silo.Auditing;
using Sync.Silo.Hosting;

namespace Sync.Silo.CommandLine;

/// <summary>The commands that look into a journal: <c>verify</c>, <c>audit</c> and <c>retention</c>.</summary>
internal static class AuditCommands
{
    public static IEnumerable<Command> All(StartArguments start)
    {
        yield return Verify(start);
        yield return new Command("audit", "Exports of the journal, and the proof that nothing is missing from them.") { Export(start), Prove() };
        yield return new Command("retention", "What is old leaves the journal for archive files.") { Retention(start) };
    }

    private static Command Export(StartArguments start)
    {
        var file = new Option<string>("--out") { Description = "The file to write; compressed if it ends in .gz. FILE.manifest.json is written beside it.", Required = true };
        var from = new Option<DateTimeOffset?>("--from") { Description = "Only what was recorded then or later." };
        var to = new Option<DateTimeOffset?>("--to") { Description = "Only what was recorded then or before." };
        var entity = new Option<string?>("--entity") { Description = "Only this entity." };
        var export = new Command("export", "Writes every record with its hashes, in commit order, a line of JSON each.");
        start.AddTo(export);
        foreach (Option option in new Option[] { file, from, to, entity }) export.Options.Add(option);
        export.SetAction((parsed, cancellationToken) => RunAsync(start, parsed, parsed.GetValue(entity), (settings, key) => AuditProgram.ExportAsync(
            settings, parsed.GetValue(file)!, new ExportFilter(parsed.GetValue(from), parsed.GetValue(to), key), cancellationToken)));
        return export;
    }

    private static Command Prove()
    {
        var file = new Option<string>("--export") { Description = "The export.", Required = true };
        var heads = new Option<string>("--heads") { Description = "The folder of head files.", Required = true };
        var key = new Option<string>("--key") { Description = "The public key of the head files (public.pem), kept where nobody could exchange it.", Required = true };
        var archive = new Option<string?>("--archive") { Description = "The folder of archive files: proves them too." };
        var until = new Option<DateTimeOffset?>("--until") { Description = "Heads that were anchored later are not asked for." };
        var prove = new Command("verify", "Proves that an export is complete and unchanged up to the newest anchored head. Exit code 1 when it is not.");
        foreach (Option option in new Option[] { file, heads, key, archive, until }) prove.Options.Add(option);
        prove.SetAction((parsed, cancellationToken) => GuardAsync(() => AuditProgram.VerifyAsync(
            parsed.GetValue(file)!, parsed.GetValue(heads)!, parsed.GetValue(key)!, parsed.GetValue(archive), parsed.GetValue(until), cancellationToken)));
        return prove;
    }

    private static Command Retention(StartArguments start)
    {
        var run = new Command("run", "Asks the running system to archive now what is older than Retention:HistoryDays.");
        start.AddTo(run);
        run.SetAction((parsed, cancellationToken) => RunAsync(start, parsed, null, (settings, _) => RetentionProgram.RunAsync(settings, cancellationToken)));
        return run;
    }

    private static Command Verify(StartArguments start)
    {
        var entity = new Option<string?>("--entity") { Description = "Only this entity, for example stock/P100/RM01/BOLT-M8." };
        var verify = new Command("verify", "Reads every record of the journal and says where chain or sums break first. Exit code 1 when anything is found.");
        start.AddTo(verify);
        verify.Options.Add(entity);
        verify.SetAction((parsed, cancellationToken) => RunAsync(start, parsed, parsed.GetValue(entity), (settings, key) => VerifyProgram.RunAsync(settings, key, cancellationToken)));
        return verify;
    }

    /// <summary>Reads the arguments, and says in a line what an operator can mend.</summary>
    private static async Task<int> RunAsync(StartArguments start, ParseResult parsed, string? entity, Func<StartSettings, EntityKey?, Task<int>> run)
    {
        if (!start.TryRead(parsed, out var settings)) return ExitCodes.BadArguments;
        return await GuardAsync(() => run(settings, entity is null ? null : EntityKey.Parse(entity)));
    }

    private static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.BadArguments;
        }
        catch (Exception e) when (e is JournalUnavailableException or JournalCorruptException or InvalidOperationException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
    }
}
