using System.Diagnostics;
using System.Globalization;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>A receipt as a writer was given it.</summary>
internal readonly record struct Told(int Entity, int Number, string Verdict, long Version);

/// <summary>A process that writes to a journal and says what it was told.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;
    private int _receipts;
    private volatile bool _killed;

    private WriterProcess(Process process) => _process = process;

    public static async Task<WriterProcess> StartAsync(string storage, string connection, IReadOnlyList<int> from, int until, params string[] more)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Sync.CrashWriter.dll"), storage, connection,
            from.Count.ToString(CultureInfo.InvariantCulture), until.ToString(CultureInfo.InvariantCulture), .. more,
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        foreach (var number in from) await process.StandardInput.WriteLineAsync(number.ToString(CultureInfo.InvariantCulture));
        await process.StandardInput.FlushAsync();
        return new WriterProcess(process);
    }

    /// <summary>How many receipts it has said so far.</summary>
    public int Receipts => Volatile.Read(ref _receipts);

    /// <summary>True when it has ended, or was ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Stops it where it is, without its knowing.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>Ends it as kill -9 does.</summary>
    public void Kill()
    {
        _killed = true;
        _process.Kill();
    }

    /// <summary>Waits until it has loaded its entities; it begins when the result is called.</summary>
    public async Task<Action> LoadedAsync()
    {
        Assert.Equal("ready", await _process.StandardOutput.ReadLineAsync(Waits.Short));
        return () => _process.StandardInput.Close();
    }

    /// <summary>Reads what it says, ends it as kill -9 does after so many receipts, and reads what it had said by then.</summary>
    public async Task<List<Told>> RunAsync(int killAfter = int.MaxValue)
    {
        var told = new List<Told>();
        while (await _process.StandardOutput.ReadLineAsync(Waits.Short) is { } line)
        {
            // What comes after the last line end is no receipt that anybody got.
            var words = line.Split(' ');
            if (words.Length < 4) break;
            told.Add(new Told(Number(words[0]), Number(words[1]), words[2], long.Parse(words[3], CultureInfo.InvariantCulture)));
            Volatile.Write(ref _receipts, told.Count);
            if (told.Count == killAfter) Kill();
        }

        await _process.WaitForExitAsync(Waits.Short);
        Assert.Equal(_killed, _process.ExitCode != 0);
        Assert.True(_killed || killAfter == int.MaxValue, "it ended before it could be killed");
        return told;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private Task SignalAsync(string signal) => Tools.RunAsync("kill", $"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture));

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
