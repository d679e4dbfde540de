using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Kernel;

/// <summary>Heads share the few places where views lie that run ahead; each has its own view all the same.</summary>
public sealed class ViewSeatsTests
{
    private static readonly StockModel Model = new();

    [Fact]
    public void A_seat_that_was_given_back_is_the_next_ones_and_empty()
    {
        var seats = new ViewSeats<StockState>();
        var first = seats.Take();
        Assert.NotSame(first, seats.Take());
        first.View = Start("A").View;
        seats.Return(first);
        Assert.Same(first, seats.Take());
        Assert.Null(first.View);
    }

    [Fact]
    public void A_head_that_rests_leaves_its_seat_to_another_and_both_tell_their_own()
    {
        var (one, other) = (Start("A"), Start("B"));
        one.Rest(one.View, new Kept(one.View));
        other.Rest(other.View, new Kept(other.View));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("P1/L1/A", one.View.Key.Id);
            Assert.Equal("P1/L1/B", other.View.Key.Id);
            one.Rest(one.View, new Kept(one.View));
            Assert.Equal("P1/L1/B", other.View.Key.Id);
        }
    }

    [Fact]
    public void Who_reads_while_the_seat_goes_to_another_is_told_no_others_view()
    {
        var (one, other) = (Start("A"), Start("B"));
        var (ones, others) = (one.View, other.View);
        var (keptOne, keptOther) = (new Kept(ones), new Kept(others));
        var isOver = false;
        var thread = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                one.Rest(ones, keptOne);
                _ = other.View;
                other.Rest(others, keptOther);
            }
        });
        thread.Start();
        try
        {
            for (var i = 0; i < 200_000; i++) Assert.Same(ones, one.View);
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            thread.Join();
        }
    }

    private static EntityHead<StockState> Start(string item) => EntityReplay.Start(Model, StockKey.Parse($"P1/L1/{item}").ToEntity());

    private sealed class Kept(EntityView<StockState> view) : IRestingEntity<StockState>
    {
        public EntityView<StockState>? View => view;
    }
}
