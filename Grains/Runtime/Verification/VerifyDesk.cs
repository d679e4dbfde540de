using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Items;
using Sync.Domain.Plants;
using Sync.Domain.Stock;
using Sync.Domain.Verification;
using Sync.Journal;

namespace Sync.Grains.Verification;

/// <summary>Verifies one entity after the other from what is stored. Thread-safe; reads only.</summary>
public sealed class VerifyDesk(IJournal journal, IAuditStore audit, StockModel stock, ItemModel item, PlantModel plant, CaseModel @case)
{
    private const int PageSize = 2000;

    /// <summary>Folds every record of an entity, compares its snapshot where the fold comes to its version and, if given, what is believed of it now.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="live">What the running system believes, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<VerifyResult> VerifyAsync(EntityKey entity, LiveSums? live = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // In this order: what is read later is never older than what was read before it.
            var snapshot = await audit.FindSnapshotAsync(entity, cancellationToken);
            var archived = await audit.FindBaseAsync(entity, cancellationToken);
            var result = await FoldAsync(entity, archived, snapshot, live, cancellationToken);
            // Records that were archived while they were read look as if they were missing.
            if (result.Finding is null || (await audit.FindBaseAsync(entity, cancellationToken))?.Version == archived?.Version) return result;
        }
    }

    private async Task<VerifyResult> FoldAsync(EntityKey entity, Snapshot? archived, Snapshot? snapshot, LiveSums? live, CancellationToken cancellationToken)
    {
        var records = 0;
        if (Verifier(entity) is not { } verifier) return new VerifyResult(0, Missing(entity, 0, $"nobody knows what a {entity.Kind} is"));
        if (archived is not null && verifier.Begin(archived.Version, archived.Hash, archived.Schema, archived.Body.Span) is { } unreadable) return new VerifyResult(0, unreadable);
        while (true)
        {
            var page = await journal.ReadEntityAsync(entity, verifier.Version, long.MaxValue, PageSize, newestFirst: false, cancellationToken);
            foreach (var record in page)
            {
                if (verifier.Add(record) is { } finding) return new VerifyResult(records, finding);
                records++;
                if (Compare(verifier, snapshot, live) is { } parted) return new VerifyResult(records, parted);
            }

            if (page.Length < PageSize) break;
        }

        var believed = Math.Max(snapshot?.Version ?? 0, live?.Version ?? 0);
        return new VerifyResult(records, believed > verifier.Version
            ? Missing(entity, verifier.Version + 1, $"version {believed} was known once, but the records end with version {verifier.Version}")
            : null);
    }

    private static VerifyFinding? Compare(IEntityVerifier verifier, Snapshot? snapshot, LiveSums? live) =>
        (snapshot?.Version == verifier.Version ? verifier.CompareSnapshot(snapshot.Hash, snapshot.Schema, snapshot.Body.Span) : null)
        ?? (live?.Version == verifier.Version ? verifier.CompareBalances(live.Balances, "the live state") : null);

    private static VerifyFinding Missing(EntityKey entity, long version, string message) =>
        new(entity, version, ErrorCodes.ChainBroken.With($"{entity}: {message}"));

    /// <summary>A verifier for an entity, or null where its kind is not known.</summary>
    internal IEntityVerifier? Verifier(EntityKey entity) => entity.Kind switch
    {
        EntityKinds.Stock => new EntityVerifier<StockState>(stock, entity),
        EntityKinds.Item => new EntityVerifier<ItemState>(item, entity),
        EntityKinds.Plant => new EntityVerifier<PlantState>(plant, entity),
        EntityKinds.Case => new EntityVerifier<CaseState>(@case, entity),
        _ => null,
    };
}
