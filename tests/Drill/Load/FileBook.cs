using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sync.Drill.Load;

/// <summary>Load by files: drops one after the other for the adapters, and keeps a book of their rows.</summary>
internal sealed class FileBook(string folder, int seed)
{
    private const int Keys = 20;
    private const int RowsInFile = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private readonly Random _random = new(seed);
    private readonly List<List<FileRow>> _files = [];

    public async Task RunAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Pause);
        try
        {
            while (await pace.WaitForNextTickAsync(stop)) await DropAsync();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The drill is over.
        }
    }

    /// <summary>Waits until every file is done.</summary>
    /// <returns>The rows of those that are, and of those that are not.</returns>
    public async Task<(IReadOnlyList<FileRow> Done, IReadOnlyList<FileRow> NotDone)> SettleAsync()
    {
        var began = Stopwatch.GetTimestamp();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (Enumerable.Range(0, _files.Count).Any(i => !IsDone(i)) && Stopwatch.GetElapsedTime(began) < Limit) await look.WaitForNextTickAsync();
        var done = Enumerable.Range(0, _files.Count).ToLookup(IsDone, i => _files[i]);
        return ([.. done[true].SelectMany(f => f)], [.. done[false].SelectMany(f => f)]);
    }

    public FileReport Report() => new(_files.Count, _files.Sum(f => f.Count));

    private async Task DropAsync()
    {
        var rows = new List<FileRow>();
        var text = new StringBuilder("type,plant,location,item,quantity,unit,time,id\n");
        for (var i = 0; i < RowsInFile; i++)
        {
            var row = new FileRow($"P100/RM02/F{_random.Next(Keys)}", $"F{_files.Count}-{i}", _random.Next(1, 100));
            rows.Add(row);
            text.Append(CultureInfo.InvariantCulture, $"received,{row.Position.Replace('/', ',')},{row.Quantity},EA,2026-11-23T08:15:00+01:00,{row.Id}\n");
        }

        var name = Path.Combine(folder, Name(_files.Count));
        await File.WriteAllTextAsync(name + ".part", text.ToString());
        File.Move(name + ".part", name);
        _files.Add(rows);
    }

    private bool IsDone(int file) => File.Exists(Path.Combine(folder, "done", Name(file) + ".report.json"));

    private static string Name(int file) => $"drill-{file:D5}.csv";
}

/// <summary>A row of a file. Immutable.</summary>
internal sealed record FileRow(string Position, string Id, int Quantity);
