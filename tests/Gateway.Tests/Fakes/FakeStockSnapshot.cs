using System.Collections.Immutable;

namespace Sync.Gateway.Tests.Fakes;

/// <summary>Closes snapshots of a plant that knows the positions that the test sets, one a page.</summary>
internal sealed class FakeStockSnapshot : IStockSnapshotGrain
{
    public List<StockKey> Known { get; } = [];

    public List<StockKey> Waiting { get; } = [];

    public List<Update> Closed { get; } = [];

    public Func<Update, Receipt> Judge { get; set; } = u => new Receipt.Applied(u.Id, 1, []);

    public Task<SnapshotPage> Close(StockSnapshot snapshot, string? after)
    {
        var at = after is null ? 0 : int.Parse(after, System.Globalization.CultureInfo.InvariantCulture);
        var next = at + 1 < Known.Count ? $"{at + 1}" : null;
        if (at >= Known.Count) return Task.FromResult(new SnapshotPage([], [], null));
        if (Waiting.Contains(Known[at])) return Task.FromResult(new SnapshotPage([], [Known[at]], next));
        var closing = snapshot.Close(Known[at]);
        Closed.Add(closing);
        return Task.FromResult(new SnapshotPage([Judge(closing)], ImmutableArray<StockKey>.Empty, next));
    }
}
