using System.Diagnostics;
using System.Globalization;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>The program as a user starts it: a process of its own.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private const string ReadyText = "OrleansSync is ready at ";
    private readonly Process _process;
    private readonly HashSet<int> _children = [];

    private RunningSystem(Process process)
    {
        _process = process;
        _ = Output.ReadAsync(process.StandardOutput);
        _ = Errors.ReadAsync(process.StandardError);
    }

    public OutputLines Output { get; } = new();

    public OutputLines Errors { get; } = new();

    public string Told => Output.Text + "\n" + Errors.Text;

    public static RunningSystem Start(params string[] arguments) => Start([], arguments);

    public static RunningSystem Start((string Name, string Value)[] environment, string[] arguments)
    {
        // Where the tests run in the background of a shell, Ctrl-C is ignored by every process they start unless it is told otherwise.
        string[] program = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(program[0], [.. program[1..], Path.Combine(AppContext.BaseDirectory, "Sync.Silo.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new RunningSystem(Process.Start(start)!);
    }

    /// <summary>Starts it without the simulation and waits until it answers.</summary>
    public static async Task<(RunningSystem System, Api Api)> StartReadyAsync(string data, params (string Name, string Value)[] environment)
    {
        var system = Start(environment, ["--data", data, "--urls", "http://127.0.0.1:0"]);
        return (system, new Api(await system.ReadyAsync(), await File.ReadAllTextAsync(Path.Combine(data, "operator.key"))));
    }

    /// <summary>The address that it prints when it is ready.</summary>
    public async Task<string> ReadyAsync()
    {
        var line = Output.FirstAsync(static l => l.StartsWith(ReadyText, StringComparison.Ordinal), Waits.Short);
        var ended = _process.WaitForExitAsync(Waits.Short);
        if (await Task.WhenAny(line, ended) == ended) Assert.Fail((ended.IsCanceled ? "the program was not ready in time:\n" : "the program ended before it was ready:\n") + Told);
        return (await line)[ReadyText.Length..].Trim();
    }

    /// <summary>Waits until the tally shows more than so many updates.</summary>
    public Task SentAsync(int moreThan) => Output.FirstAsync(line => Sent(line) > moreThan, Waits.Short);

    /// <summary>Waits for its end by itself.</summary>
    public async Task<int> ExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync(Waits.Long);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail("the program did not end by itself:\n" + Told);
        }

        return _process.ExitCode;
    }

    /// <summary>Ctrl-C for this process alone.</summary>
    public Task InterruptAsync() => Tools.RunAsync("kill", "-INT", _process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends this process as a crash would; its children live on.</summary>
    public async Task KillAsync()
    {
        RememberChildren();
        _process.Kill();
        await _process.WaitForExitAsync(Waits.Short);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            RememberChildren();
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(Waits.Short);
        }

        foreach (var child in _children) KillFactory(child);
        _process.Dispose();
    }

    private static int Sent(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.IndexOf(words, "sent");
        return at > 0 && at + 1 < words.Length && int.TryParse(words[at + 1], CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    // A number may have been given to another process since.
    private static void KillFactory(int id)
    {
        try
        {
            if (!File.ReadAllText($"/proc/{id}/cmdline").Contains("Sync.Factory.dll", StringComparison.Ordinal)) return;
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
        {
            // It ended by itself.
        }
    }

    private void RememberChildren()
    {
        if (!Directory.Exists($"/proc/{_process.Id}/task")) return;
        foreach (var task in Directory.EnumerateDirectories($"/proc/{_process.Id}/task"))
        {
            foreach (var id in File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                _children.Add(int.Parse(id, CultureInfo.InvariantCulture));
        }
    }
}
