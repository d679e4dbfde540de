using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sync.Factory.Books;
using Sync.Factory.Plan;

namespace Sync.Factory.Sending;

/// <summary>The supplier's list of receipts, which comes as a file: once, and exported again with one row changed. Every row is booked before its file
/// is dropped. What it gives back is said over HTTP as well: as duplicates of the rows, or, where nobody took the file, as what the rows said.</summary>
internal sealed class FileDrop(int run, string folder, BookSet books, TimeProvider clock)
{
    /// <summary>The source of the folder that the demo watches.</summary>
    private const string Source = "/adapters/file/drop";
    private const int Rows = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public async Task<ImmutableArray<Message>> Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var time = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var rows = Enumerable.Range(1, Rows).Select(n => new Row($"LIST-{run}-{n}", $"PART-{n % 20 + 1:000}", n, time)).ToList();
        await books.Sent.Append([.. rows.Select(Line)]);
        await Drop($"receipts-{run}.csv", rows, stop);

        // One row was corrected: another receipt under an id of its own takes its place in the list.
        var changed = new Row($"LIST-{run}-7-B", "PART-008", 70, time);
        await books.Sent.Append([Line(changed)]);
        await Drop($"receipts-{run}-again.csv", [.. rows.Where(r => r.Id != $"LIST-{run}-7"), changed], stop);
        return [.. rows.Append(changed).Select(r => new Message(new UpdateRef(Source, r.Id), r.Event(), null, IsLeft: true))];
    }

    private SentLine Line(Row row) => new SentLine.Update(
        run, 0, clock.GetUtcNow(), Source, row.Id, row.Position, row.Time,
        new Meaning([new Move(row.Position, "Receipt", new Account().Normalized(), row.Quantity)]), JsonElement.Parse(row.Event()));

    private async Task Drop(string name, IReadOnlyList<Row> rows, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, name + ".part");
        var text = string.Concat(rows.Select(r => string.Create(
            CultureInfo.InvariantCulture, $"{r.Id},stock.received,P100,{Places.FinishedGoods},{r.Item},{r.Quantity},EA,{r.TimeText}\n")));
        await File.WriteAllTextAsync(part, "id,type,plant,location,item,quantity,unit,time\n" + text, stop);
        File.Move(part, Path.Combine(folder, name));
        var started = clock.GetTimestamp();
        while (!File.Exists(Path.Combine(folder, "done", name)) && clock.GetElapsedTime(started) < Patience) await Task.Delay(Look, clock, stop);
    }

    private sealed record Row(string Id, string Item, int Quantity, DateTimeOffset Time)
    {
        public string Position => $"P100/{Places.FinishedGoods}/{Item}";

        public string TimeText => Time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

        public byte[] Event() => Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"specversion":"1.0","id":"{{Id}}","source":"{{Source}}","type":"com.orleanssync.stock.received.v1","subject":"{{Position}}","time":"{{TimeText}}","data":{"quantity":{"value":{{Quantity}},"unit":"EA"} } }"""));
    }
}
