using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sync.Silo.Tests.Support;

/// <summary>What the hosts of a test logged, to be waited for.</summary>
internal sealed class Told : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();
    private volatile TaskCompletionSource _more = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>The first line with this text, now or later.</summary>
    public async Task<string> FirstAsync(string text, CancellationToken limit)
    {
        while (true)
        {
            var more = _more.Task;
            if (_lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } found) return found;
            await more.WaitAsync(limit);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        _lines.Enqueue(line);
        Interlocked.Exchange(ref _more, new TaskCompletionSource()).TrySetResult();
    }

    private sealed class Writer(Told told) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) told.Add(formatter(state, exception));
        }
    }
}
