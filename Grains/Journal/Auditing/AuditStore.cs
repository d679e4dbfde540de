using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Hosting;
using Sync.Journal.Storage;

namespace Sync.Journal.Auditing;

/// <summary>Waits for the journal to be open, and asks the store.</summary>
internal sealed class AuditStore(JournalEngine engine) : IAuditStore
{
    private readonly ChainReader _moves = new(engine.Tail);

    public async Task<string> JournalIdAsync(CancellationToken cancellationToken) => await (await TablesAsync(cancellationToken)).JournalIdAsync(cancellationToken);

    public async Task<ImmutableArray<EntityKey>> ListAsync(string after, int max, CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        return await engine.Store.Entities.ListAsync(new EntityRange("", after), max, cancellationToken);
    }

    public async Task<Snapshot?> FindSnapshotAsync(EntityKey entity, CancellationToken cancellationToken) =>
        await (await TablesAsync(cancellationToken)).FindSnapshotAsync(entity, cancellationToken);

    public async Task<Snapshot?> FindBaseAsync(EntityKey entity, CancellationToken cancellationToken) =>
        await (await TablesAsync(cancellationToken)).FindBaseAsync(entity, cancellationToken);

    public async Task<ChainMoves> TakeMovesAsync(FeedPosition after, int max, CancellationToken cancellationToken) =>
        await _moves.TakeAsync(await TablesAsync(cancellationToken), after, max, cancellationToken);

    public async Task<ImmutableArray<FeedRecord>> ReadOldAsync(
        EntityKey entity, long beforeVersion, DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        await (await TablesAsync(cancellationToken)).ReadOldAsync(entity, beforeVersion, before, max, cancellationToken);

    public async Task<int> DropAsync(Snapshot newBase, FeedPosition upTo, CancellationToken cancellationToken) =>
        await (await TablesAsync(cancellationToken)).DropAsync(newBase, upTo, cancellationToken);

    public async Task<FeedPosition> DroppedUpToAsync(CancellationToken cancellationToken) =>
        await (await TablesAsync(cancellationToken)).DroppedUpToAsync(cancellationToken);

    private async Task<IAuditTables> TablesAsync(CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        return engine.Store.Audit;
    }
}
