namespace Sync.Drill;

/// <summary>The drill's books against the cluster.</summary>
internal sealed class Comparison
{
    private const int SentAgain = 20;

    public int Acknowledged { get; private set; }

    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    public int OutOfOrder { get; private set; }

    public int Refused { get; private set; }

    public static async Task<Comparison> MakeAsync(Api api, IReadOnlyList<KeyBook> books)
    {
        var result = new Comparison();
        foreach (var book in books) await result.AddAsync(api, book);
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
        var records = await api.HistoryAsync(book.Position);
        var byId = records.ToLookup(static r => r.Id, static r => r.Version);
        foreach (var (id, _, version) in book.Acknowledged)
        {
            var found = byId[id].ToArray();
            if (found.Length == 0) Lost++;
            else if (found.Length > 1) Doubled++;
            else if (found[0] != version) OutOfOrder++;
        }

        for (var i = 1; i < book.Acknowledged.Count; i++)
            if (book.Acknowledged[i].Version <= book.Acknowledged[i - 1].Version) OutOfOrder++;
        var balance = await api.OnHandAsync(book.Position);
        var expected = book.Acknowledged.Sum(static a => (decimal)a.Quantity);
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
}
