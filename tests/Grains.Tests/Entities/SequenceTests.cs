using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Grains.Entities;
using static Sync.Grains.Tests.Entities.CounterWorld;

namespace Sync.Grains.Tests.Entities;

/// <summary>Sequences through the shell: batches, snapshots, restarts, and the journal as the last word.</summary>
public sealed class SequenceTests
{
    private static readonly EntityKernel<Counter.State> Kernel = new(new Counter(), new UpdateContracts(new SourceContract("/test", Order: OrderRule.Strict)));
    private readonly CounterWorld _world = new(snapshotEvery: 10);
    private EntityCore<Counter.State>? _core;

    [Fact]
    public void A_gap_survives_restarts_and_closes_in_order()
    {
        Assert.Equal(["Applied", "Held", "Held"], Submit(1, 4, 3));
        Restart();
        Assert.Equal(["2"], View.Gaps.Select(g => g.Range));
        Assert.Equal(["Duplicate", "Applied", "Applied"], Submit(4, 2, 5));
        Restart();
        Assert.Equal((5, 0), (View.State.Sum, View.Held.Length));
    }

    [Fact]
    public void What_is_sent_again_after_hundreds_of_others_is_a_duplicate_and_other_content_a_conflict()
    {
        var all = Enumerable.Range(1, 300).ToArray();
        Assert.All(Submit(all), v => Assert.Equal("Applied", v));
        Restart();
        Assert.All(Submit(all), v => Assert.Equal("Duplicate", v));
        Assert.Equal("Held", Assert.Single(Submit(Numbered(7) with { Payload = new StockUpdate.Adjusted(new Quantity(9, UnitCode.Each), "other") })));
        Assert.Equal(300, View.State.Sum);
    }

    private EntityCore<Counter.State> Core => _core ??= new EntityCore<Counter.State>(Key, Kernel, _world.Services, _world.Turns);

    private EntityView<Counter.State> View => _world.Turns.Result(Core.ReadAsync);

    private void Restart() => _core = null;

    private IEnumerable<string> Submit(params int[] sequences) => Submit([.. sequences.Select(Numbered)]);

    private IEnumerable<string> Submit(params Update[] updates) =>
        _world.Turns.Result(() => Core.SubmitAsync([.. updates])).Select(r => r.Verdict);

    private static Update Numbered(int sequence) => Add($"m{sequence}") with { Sequence = sequence };
}
