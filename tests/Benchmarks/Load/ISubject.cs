namespace Sync.Benchmarks.Load;

/// <summary>A running system that takes updates. Thread-safe.</summary>
internal interface ISubject : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Hands updates over; completes when each is durable or known to be a duplicate.</summary>
    /// <returns>How many were applied; the others were duplicates.</returns>
    /// <exception cref="WrongResultException">One of them was neither.</exception>
    Task<int> SubmitAsync(ImmutableArray<Update> updates);

    /// <summary>How many change records of the workload are stored; null where nothing is kept.</summary>
    Task<long?> CountAsync();

    /// <summary>What a reader should know after a run; null where there is nothing.</summary>
    Task<string?> NoteAsync() => Task.FromResult<string?>(null);
}
