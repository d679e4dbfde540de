namespace Sync.EndToEnd.Tests.Support;

/// <summary>What a process has printed, and a signal for each new line. Thread-safe.</summary>
internal sealed class OutputLines
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _more = NewSignal();

    public string Text
    {
        get
        {
            lock (_gate) return string.Join('\n', _lines);
        }
    }

    /// <summary>Reads until the writer closes its end.</summary>
    public async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line) Add(line);
    }

    /// <summary>The first line that fits, printed already or still to come.</summary>
    public async Task<string> FirstAsync(Func<string, bool> fits, CancellationToken cancellation)
    {
        for (var next = 0; ;)
        {
            Task more;
            lock (_gate)
            {
                for (; next < _lines.Count; next++)
                    if (fits(_lines[next])) return _lines[next];
                more = _more.Task;
            }

            await more.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(string line)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _lines.Add(line);
            (more, _more) = (_more, NewSignal());
        }

        more.SetResult();
    }
}
