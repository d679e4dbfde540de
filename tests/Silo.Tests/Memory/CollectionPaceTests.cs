using Sync.Silo.Memory;

namespace Sync.Silo.Tests.Memory;

/// <summary>When the youngest generation is cleared ahead of the runtime.</summary>
public sealed class CollectionPaceTests
{
    private const int Processors = 2;
    private const long Enough = CollectionPace.LeastBytes * Processors;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(100);

    private readonly CollectionPace _pace = new(Processors);
    private TimeSpan _at = TimeSpan.FromMinutes(1);
    private long _allocated = 1 << 30;
    private int _collections = 7;

    public CollectionPaceTests() => Looks(0, Look);

    [Fact]
    public void Who_has_filled_little_has_nothing_to_clear()
    {
        Assert.False(Looks(Enough - 1, Look));
        Assert.True(Looks(1, Look));
    }

    [Fact]
    public void What_the_runtime_cleared_need_not_be_cleared_again()
    {
        Assert.False(Looks(Enough - 1, Look));
        _collections++;
        Assert.False(Looks(Enough, Look));
        Assert.True(Looks(Enough, Look));
    }

    [Fact]
    public void Short_pauses_follow_each_other_look_by_look()
    {
        Settle();
        for (var i = 0; i < 200; i++)
        {
            Assert.True(Looks(Enough, Look), $"at look {i}");
            Clear(Short);
        }
    }

    [Fact]
    public void Between_pauses_is_three_times_their_length_at_least()
    {
        Settle();
        var pause = TimeSpan.FromMilliseconds(10);
        var began = _at;
        for (var i = 0; i < 100; i++)
        {
            for (var due = Looks(Enough, Look); !due; due = Looks(0, TimeSpan.FromMilliseconds(1)))
            {
            }

            Clear(pause);
        }

        // The first ones count for less than they took.
        Assert.InRange((_at - began) / pause, 90 * CollectionPace.Share, 100 * (CollectionPace.Share + 2));
    }

    [Fact]
    public void One_long_pause_may_have_been_the_machines()
    {
        Settle();
        Looks(Enough, Look);
        Clear(CollectionPace.ShortPause * 3);
        Assert.True(Looks(Enough, CollectionPace.ShortPause * CollectionPace.Share));
    }

    [Fact]
    public void Where_pauses_are_long_the_runtime_is_left_alone_longer_each_time()
    {
        var rest = CollectionPace.ShortestRest;
        for (var time = 0; time < 6; time++)
        {
            Settle();
            Assert.True(Looks(Enough, Look));
            Clear(Long);
            Assert.False(Looks(Enough, rest - TimeSpan.FromMilliseconds(1)));
            Assert.True(Looks(0, TimeSpan.FromMilliseconds(1)));
            rest = rest * 2 < CollectionPace.LongestRest ? rest * 2 : CollectionPace.LongestRest;
        }

        Assert.Equal(CollectionPace.LongestRest, rest);
    }

    [Fact]
    public void Many_short_pauses_make_up_for_long_ones()
    {
        for (var time = 0; time < 3; time++)
        {
            Settle();
            Looks(Enough, Look);
            Clear(Long);
            Looks(Enough, CollectionPace.LongestRest);
        }

        for (var i = 0; i < CollectionPace.Proven; i++)
        {
            Looks(Enough, Look);
            Clear(Short);
        }

        while (Looks(Enough, TimeSpan.FromSeconds(1))) Clear(Long);
        Assert.False(Looks(Enough, CollectionPace.ShortestRest - TimeSpan.FromSeconds(2)));
        Assert.True(Looks(Enough, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void A_process_that_is_busy_with_throughput_is_left_alone_until_it_has_been_calm_for_a_while()
    {
        Settle();
        Work();

        // The rate is smoothed: it takes a few looks to see that it is over.
        var began = _at;
        Rest();
        Assert.InRange(_at - began, CollectionPace.Calm, CollectionPace.Calm + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void After_throughput_the_middle_generation_is_cleared_along_once()
    {
        Settle();
        Assert.Equal(0, _pace.Generation);
        Work();
        Rest();
        Assert.Equal(1, _pace.Generation);
        Clear(Long);
        for (var i = 0; i < 10; i++)
        {
            Assert.True(Looks(Enough, Look));
            Assert.Equal(0, _pace.Generation);
            Clear(Short);
        }
    }

    /// <summary>Throughput for a while.</summary>
    private void Work()
    {
        var much = (long)(2 * CollectionPace.BusyBytes * Processors * Look.TotalSeconds);
        for (var i = 0; i < 60; i++) Looks(much, Look);
        Assert.False(Looks(much, Look));
    }

    /// <summary>Until it is due again.</summary>
    private void Rest()
    {
        while (!Looks(1, Look))
        {
        }
    }

    /// <summary>The first few pauses, which are not judged.</summary>
    private void Settle()
    {
        for (var i = 0; i < CollectionPace.Settling; i++)
        {
            Assert.True(Looks(Enough, Look));
            Clear(Long);
        }
    }

    private bool Looks(long filled, TimeSpan after)
    {
        _at += after;
        _allocated += filled;
        return _pace.IsDue(new MemoryReading(_at, _allocated, _collections));
    }

    private void Clear(TimeSpan pause)
    {
        _at += pause;
        _pace.OnCleared(new MemoryReading(_at, _allocated, ++_collections), pause);
    }
}
