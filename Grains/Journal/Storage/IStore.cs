using Sync.Journal.Writing;

namespace Sync.Journal.Storage;

/// <summary>One database as the journal needs it: everything that is SQL, and nothing else. What queues, batches, poisons and verifies is shared.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>The name of the storage, for telemetry and messages.</summary>
    string Name { get; }

    /// <summary>How many writers append side by side.</summary>
    int Writers { get; }

    /// <summary>Where the loops that write run.</summary>
    TaskScheduler WriteScheduler { get; }

    IEntityReader Entities { get; }

    IFeedReader Feed { get; }

    ISnapshotTable Snapshots { get; }

    ILaneTables Lanes { get; }

    IAuditTables Audit { get; }

    IInboxStore Inbox { get; }

    /// <summary>Brings the schema up to date and checks that the journal is one this process may use.</summary>
    /// <exception cref="InvalidOperationException">The journal was created otherwise; the message names the cure.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>The way by which one writer commits. Called once a writer, after <see cref="OpenAsync"/>.</summary>
    ICommitter CreateCommitter();

    /// <summary>Carries word of commits between the processes that share this store, until it is stopped. Ends at once where there can be only one.</summary>
    Task RelayAsync(CommitSignal signal, CancellationToken stop);
}
