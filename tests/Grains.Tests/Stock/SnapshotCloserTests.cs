using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;
using Sync.Grains.Stock;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Stock;

public sealed class SnapshotCloserTests
{
    private static readonly PlantId Plant = PlantId.Parse("P100");
    private static readonly StockSnapshot Snapshot = new("/adapters/file/wms", Plant, new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero), LocationId.Parse("RM01"), Complete: true);
    private readonly FakeTimeProvider _clock = new() { AutoAdvanceAmount = TimeSpan.Zero };
    private readonly List<PlantStockQuery> _asked = [];
    private readonly Router _router = new();
    private DateTimeOffset _viewHas;
    private ImmutableArray<StockRow> _rows = [Row("BOLT"), Row("NUT", held: 2), Row("OLD")];

    public SnapshotCloserTests() => _viewHas = _clock.GetUtcNow();

    [Fact]
    public async Task Every_known_position_of_the_scope_is_emptied_but_for_those_that_hold_updates()
    {
        var page = await Closer().CloseAsync(Snapshot, null);
        Assert.Equal(["P100/RM01/BOLT", "P100/RM01/OLD"], _router.Submitted.Select(u => u.Target.Id));
        Assert.Equal((2, "P100/RM01/NUT", "next"), (page.Receipts.Length, Assert.Single(page.Waiting).ToString(), page.Next));
        Assert.Equal((Snapshot.Location, null, SnapshotCloser.Page), (_asked[0].Location, _asked[0].After, _asked[0].Max));
        await Closer().CloseAsync(Snapshot, page.Next);
        Assert.Equal("next", _asked[1].After);
    }

    [Fact]
    public async Task A_view_that_lags_is_waited_for_so_that_what_was_recorded_just_now_is_known()
    {
        _viewHas = _clock.GetUtcNow().AddSeconds(-1);
        _rows = [Row("BOLT")];
        var closing = Closer().CloseAsync(Snapshot, null);
        Assert.False(closing.IsCompleted);
        _viewHas = _clock.GetUtcNow();
        _rows = [Row("BOLT"), Row("NEW")];
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(2, (await closing).Receipts.Length);
    }

    [Fact]
    public async Task A_view_that_stays_behind_empties_nothing()
    {
        _viewHas = _clock.GetUtcNow().AddSeconds(-1);
        var closing = Closer().CloseAsync(Snapshot, null);
        for (var waited = 0; !closing.IsCompleted && waited < 1_000; waited++) _clock.Advance(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<TimeoutException>(() => closing);
        Assert.Empty(_router.Submitted);
    }

    [Fact]
    public async Task A_partial_snapshot_empties_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Closer().CloseAsync(Snapshot with { Complete = false }, null));
        Assert.Empty(_router.Submitted);
    }

    private static StockRow Row(string item, int held = 0) =>
        new(new StockKey(Plant, LocationId.Parse("RM01"), ItemNumber.Parse(item)), 1, UnitCode.Each, default!, 0, [], default, default, held);

    private SnapshotCloser Closer() => new(
        GrainDouble.Of<IPlantStockGrain>(("Query", args => Query((PlantStockQuery)args[0]!))), _router, _clock);

    private Task<PlantStockPage> Query(PlantStockQuery query)
    {
        _asked.Add(query);
        return Task.FromResult(new PlantStockPage(Plant, _rows, query.After is null ? "next" : null, _rows.Length, new ViewLag(0, _viewHas)));
    }

    private sealed class Router : IUpdateRouter
    {
        public List<Update> Submitted { get; } = [];

        public Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates)
        {
            Submitted.AddRange(updates);
            return Task.FromResult<ImmutableArray<Receipt>>([.. updates.Select(u => new Receipt.Applied(u.Id, 2, []))]);
        }

        public Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates, TimeSpan patience) => SubmitAsync(updates);
    }
}
