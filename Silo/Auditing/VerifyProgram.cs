using Sync.Contracts;
using Sync.Grains.Verification;
using Sync.Journal;
using Sync.Silo.CommandLine;
using Sync.Silo.Hosting;

namespace Sync.Silo.Auditing;

/// <summary>Verifies a journal beside the system, or one that nobody runs.</summary>
internal static class VerifyProgram
{
    private const int Page = 1000;

    public static async Task<int> RunAsync(StartSettings settings, EntityKey? only, CancellationToken cancellationToken)
    {
        await using var journal = await JournalReader.OpenAsync(settings, cancellationToken);
        var (entities, records, findings) = (0L, 0L, 0L);
        await foreach (var entity in EntitiesAsync(journal, only, cancellationToken))
        {
            var result = await journal.Get<VerifyDesk>().VerifyAsync(entity, cancellationToken: cancellationToken);
            entities++;
            records += result.Records;
            if (result.Finding is not { } finding) continue;
            findings++;
            Console.WriteLine($"{finding.Reason.Code}: {finding.Reason.Message}. {finding.Reason.Cure}");
        }

        Console.WriteLine($"{entities:N0} entities with {records:N0} records verified, {findings:N0} findings");
        return findings == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async IAsyncEnumerable<EntityKey> EntitiesAsync(
        JournalReader journal, EntityKey? only, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (only is { } one)
        {
            yield return one;
            yield break;
        }

        var audit = journal.Get<IAuditStore>();
        var after = "";
        while (await audit.ListAsync(after, Page, cancellationToken) is { IsEmpty: false } page)
        {
            foreach (var entity in page) yield return entity;
            after = page[^1].ToString();
        }
    }
}
