using System.CommandLine;
using Sync.Contracts;
using Sync.Journal;
using Sync.Silo.Auditing;
using Sync.Silo.Hosting;

namespace Sync.Silo.CommandLine;

/// <summary>The commands that look into a journal: <c>verify</c>, <c>audit</c> and <c>retention</c>.</summary>
internal static class AuditCommands
{
    public static Command Verify(StartArguments start)
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
        EntityKey? key = null;
        try
        {
            if (entity is not null) key = EntityKey.Parse(entity);
            return await run(settings, key);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.BadArguments;
        }
        catch (Exception e) when (e is JournalUnavailableException or JournalCorruptException or InvalidOperationException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
    }
}
