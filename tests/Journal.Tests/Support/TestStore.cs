using Microsoft.Extensions.DependencyInjection;

namespace Sync.Journal.Tests.Support;

/// <summary>An empty store that a test opens as often as it likes.</summary>
public abstract class TestStore : IAsyncDisposable
{
    private readonly List<TestJournal> _open = [];

    public abstract string Storage { get; }

    /// <summary>Opens the journal as a process of its own would.</summary>
    public async Task<TestJournal> OpenAsync(Action<JournalOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var journal = await TestJournal.StartAsync(
            options =>
            {
                Configure(options);
                configure?.Invoke(options);
            },
            services);
        _open.Add(journal);
        return journal;
    }

    /// <summary>Executes SQL beside the journal.</summary>
    public abstract Task<int> ExecuteAsync(string sql);

    /// <summary>Reads one value beside the journal.</summary>
    public abstract Task<object?> ScalarAsync(string sql);

    /// <summary>Holds up every commit until it is disposed.</summary>
    public abstract Task<IAsyncDisposable> StallAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var journal in _open) await journal.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract void Configure(JournalOptions options);

    protected abstract Task RemoveAsync();
}
