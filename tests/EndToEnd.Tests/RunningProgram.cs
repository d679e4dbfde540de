using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sync.EndToEnd.Tests;

/// <summary>The real program as a child process, read line by line.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private const int SigInt = 2;
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Is, TaskCompletionSource<string> Seen)> _waiting = [];

    private RunningProgram(Process process) => _process = process;

    /// <summary>No step of a test takes longer; then the test fails.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(150);

    public string Output
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    public static RunningProgram Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Sync.Silo.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var program = new RunningProgram(new Process { StartInfo = start, EnableRaisingEvents = true });
        program._process.OutputDataReceived += (_, line) => program.Read(line.Data);
        program._process.ErrorDataReceived += (_, line) => program.Read(line.Data);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>The address that the program says it is ready at.</summary>
    public async Task<Uri> ReadyAsync()
    {
        var line = await LineAsync(l => l.Contains("is ready at", StringComparison.Ordinal));
        return new Uri(line[(line.LastIndexOf(' ') + 1)..]);
    }

    public async Task<string> LineAsync(Func<string, bool> match)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lines)
        {
            if (_lines.Find(l => match(l)) is { } known) return known;
            _waiting.Add((match, seen));
        }

        return await seen.Task.WaitAsync(Patience);
    }

    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>kill -9 of this process alone: its children live.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await ExitAsync();
    }

    public void Interrupt() => Assert.Equal(0, Kill(_process.Id, SigInt));

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            _lines.Add(line);
            foreach (var (_, seen) in _waiting.Where(w => w.Is(line))) seen.TrySetResult(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
