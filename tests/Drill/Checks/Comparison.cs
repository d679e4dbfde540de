using System.Diagnostics;
using Sync.Drill.Load;

namespace Sync.Drill.Checks;

/// <summary>The drill's books against the cluster, and what was delivered against both.</summary>
internal sealed class Comparison
{
    private const int SentAgain = 20;
    private static readonly TimeSpan DeliveryLimit = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, List<(long Version, string Id)>> _histories = new(StringComparer.Ordinal);

    public int Acknowledged { get; private set; }

    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    public int OutOfOrder { get; private set; }

    public int Refused { get; private set; }

    public WebhookReport Webhooks { get; private set; } = new(0, 0, 0, 0, 0);

    public static async Task<Comparison> MakeAsync(
        Api api, IReadOnlyList<KeyBook> books, (IReadOnlyList<FileRow> Done, IReadOnlyList<FileRow> NotDone) files, WebhookSandbox sandbox)
    {
        var result = new Comparison();
        foreach (var book in books) await result.AddAsync(api, book);
        foreach (var rows in files.Done.GroupBy(r => r.Position, StringComparer.Ordinal)) await result.AddAsync(api, rows.Key, [.. rows]);

        // A file that nobody finished has lost its rows, whatever was taken of it.
        result.Lost += files.NotDone.Count;
        await result.DeliveredAsync(sandbox);
        return result;
    }

    private async Task AddAsync(Api api, KeyBook book)
    {
        Acknowledged += book.Acknowledged.Count;
        Refused += book.Refused;

        // The last one may have been taken without an answer: now it gets one, and is in the book like the others.
        if (book.Open is { } open)
        {
            if (await api.SendAsync(book.Position, open.Id, open.Quantity, CancellationToken.None) is { Verdict: "Applied" or "Duplicate" } late)
                book.Acknowledged.Add((open.Id, open.Quantity, late.Version));
            else Lost++;
        }

        await SendAgainAsync(api, book);
        var byId = (await HistoryAsync(api, book.Position)).ToLookup(static r => r.Id, static r => r.Version);
        foreach (var (id, _, version) in book.Acknowledged)
        {
            if (Once(byId, id) is { } found && found != version) OutOfOrder++;
        }

        for (var i = 1; i < book.Acknowledged.Count; i++)
            if (book.Acknowledged[i].Version <= book.Acknowledged[i - 1].Version) OutOfOrder++;
        await BalanceAsync(api, book.Position, book.Acknowledged.Sum(static a => (decimal)a.Quantity));
    }

    private async Task AddAsync(Api api, string position, IReadOnlyList<FileRow> rows)
    {
        Acknowledged += rows.Count;
        var byId = (await HistoryAsync(api, position)).ToLookup(static r => r.Id, static r => r.Version);
        var versions = rows.Select(r => (File: r.Id.Split('-')[0], Version: Once(byId, r.Id))).Where(r => r.Version is not null).ToArray();

        // Rows of one key keep their order within a file.
        for (var i = 1; i < versions.Length; i++)
            if (versions[i].File == versions[i - 1].File && versions[i].Version < versions[i - 1].Version) OutOfOrder++;
        await BalanceAsync(api, position, rows.Sum(static r => (decimal)r.Quantity));
    }

    private async Task<List<(long Version, string Id)>> HistoryAsync(Api api, string position) => _histories[position] = await api.HistoryAsync(position);

    private long? Once(ILookup<string, long> byId, string id)
    {
        var found = byId[id].ToArray();
        if (found.Length == 0) Lost++;
        if (found.Length > 1) Doubled++;
        return found.Length == 1 ? found[0] : null;
    }

    private async Task BalanceAsync(Api api, string position, decimal expected)
    {
        var balance = await api.OnHandAsync(position);
        if (balance < expected) Lost++;
        if (balance > expected) Doubled++;
    }

    private async Task SendAgainAsync(Api api, KeyBook book)
    {
        var step = Math.Max(1, book.Acknowledged.Count / SentAgain);
        for (var i = 0; i < book.Acknowledged.Count; i += step)
        {
            var (id, quantity, _) = book.Acknowledged[i];
            if (await api.SendAsync(book.Position, id, quantity, CancellationToken.None) is { Verdict: "Applied" }) Doubled++;
        }
    }

    private async Task DeliveredAsync(WebhookSandbox sandbox)
    {
        var began = Stopwatch.GetTimestamp();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (_histories.Any(h => sandbox.Of(h.Key).Count < h.Value.Count) && Stopwatch.GetElapsedTime(began) < DeliveryLimit) await look.WaitForNextTickAsync();
        var (missing, mismatched) = (0, sandbox.Mismatched);
        foreach (var (position, records) in _histories)
        {
            foreach (var (version, id) in records)
            {
                var cause = sandbox.Of(position).CauseOf(version);
                if (cause == id) continue;
                Console.WriteLine($"webhooks: stock/{position}@{version}, caused by {id}, {(cause is null ? "did not arrive" : $"arrived as caused by {cause}")}");
                if (cause is null) missing++;
                else mismatched++;
            }
        }

        Webhooks = new WebhookReport(_histories.Keys.Sum(p => sandbox.Of(p).Count), sandbox.Repeated, missing, sandbox.OutOfOrder, mismatched);
    }
}
