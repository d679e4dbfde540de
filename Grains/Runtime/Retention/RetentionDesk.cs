using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Grains.Verification;
using Sync.Journal;
using Sync.Journal.Auditing;

namespace Sync.Grains.Retention;

/// <summary>Takes old records of a few entities out of the journal: verified and folded, then in an archive file that is on disk, then dropped.</summary>
internal sealed class RetentionDesk(IAuditStore audit, VerifyDesk verify, RetentionOptions options, TimeProvider clock)
{
    /// <summary>The most records of one entity that are dropped in one transaction.</summary>
    private const int StepRecords = 1000;

    /// <summary>Handles entities in order until the budget is spent.</summary>
    /// <returns>The number of records that left, and the last entity that is done with; null when the list has come to its end.</returns>
    public async Task<RetentionStep> RunAsync(string after, RetentionLimits limits, CancellationToken cancellationToken)
    {
        var records = ImmutableArray.CreateBuilder<FeedRecord>();
        var drops = new List<(Snapshot Base, FeedPosition UpTo)>();
        var problems = new List<VerifyFinding>();
        var entities = await audit.ListAsync(after, options.EntitiesPerSecond, cancellationToken);
        var (done, looked) = (after, 0);
        foreach (var entity in entities)
        {
            if (records.Count >= options.RecordsPerSecond) break;
            var old = await OldAsync(entity, limits, cancellationToken);
            if (!old.IsEmpty && await FoldAsync(entity, old, problems, cancellationToken) is { } state)
            {
                records.AddRange(old);
                drops.Add((state, old[^1].Position));
                // The rest of a long one comes with the next step.
                if (old.Length == StepRecords) break;
            }

            done = entity.ToString();
            looked++;
        }

        if (records.Count > 0) ArchiveFolder.Write(options.ArchiveFolder, await audit.JournalIdAsync(cancellationToken), records.ToImmutable(), clock.GetUtcNow());
        var dropped = 0;
        foreach (var (state, upTo) in drops) dropped += await audit.DropAsync(state, upTo, cancellationToken);
        return new RetentionStep(done, looked, dropped, looked == entities.Length && entities.Length < options.EntitiesPerSecond, [.. problems]);
    }

    private async Task<ImmutableArray<FeedRecord>> OldAsync(EntityKey entity, RetentionLimits limits, CancellationToken cancellationToken)
    {
        if (await audit.FindSnapshotAsync(entity, cancellationToken) is not { Version: > 1 } snapshot) return [];
        var below = Math.Min(snapshot.Version, limits.Parked.GetValueOrDefault(entity, long.MaxValue));
        var upTo = limits.UpTo(entity);
        var old = await audit.ReadOldAsync(entity, below, limits.Before, StepRecords, cancellationToken);
        return [.. old.TakeWhile(record => record.Position <= upTo)];
    }

    private async Task<Snapshot?> FoldAsync(EntityKey entity, ImmutableArray<FeedRecord> old, List<VerifyFinding> problems, CancellationToken cancellationToken)
    {
        if (verify.Verifier(entity) is not { } verifier) return null;
        var state = await audit.FindBaseAsync(entity, cancellationToken);
        var finding = state is null ? null : verifier.Begin(state.Version, state.Hash, state.Schema, state.Body.Span);
        foreach (var record in old) finding ??= verifier.Add(record.Record);
        if (finding is null)
        {
            var (schema, body) = verifier.Save();
            return new Snapshot(entity, verifier.Version, verifier.Hash, schema, body);
        }

        problems.Add(finding);
        return null;
    }
}

/// <summary>What came of a step. Immutable.</summary>
/// <param name="After">The last entity that is done with.</param>
/// <param name="Entities">Entities that are done with.</param>
/// <param name="Records">Records that left.</param>
/// <param name="IsLast">True when nothing comes after it.</param>
/// <param name="Findings">Entities whose records do not fit: theirs stay.</param>
internal sealed record RetentionStep(string After, int Entities, int Records, bool IsLast, ImmutableArray<VerifyFinding> Findings);
