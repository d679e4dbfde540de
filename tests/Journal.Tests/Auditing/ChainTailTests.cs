using Sync.Contracts;
using Sync.Journal.Auditing;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Auditing;

/// <summary>What the feed brought is handed over once, as one move for each chain; whatever does not join on is not there, and is read.</summary>
public sealed class ChainTailTests
{
    private readonly Chain _one = Chain.New();
    private readonly Chain _other = Chain.New();
    private readonly ChainTail _tail = new(limit: 2);

    [Fact]
    public void Nothing_is_taken_before_somebody_asks()
    {
        _tail.Add(At(0), Slice(1, _one.Next()));
        Assert.Null(_tail.Take(At(0)));
        Assert.Null(_tail.BeginsFor(At(0)));
    }

    [Fact]
    public void Each_chain_is_one_move_and_is_handed_over_once()
    {
        _tail.BeginsFor(default);
        var (first, second, third) = (_one.Next(), _other.Next(), _one.Next());
        _tail.Add(At(5), Slice(7, first, second));
        _tail.Add(At(7), Slice(8, third));
        var moves = _tail.Take(At(5))!;
        Assert.Equal((At(8), true), (moves.UpTo, moves.IsNewest));
        Assert.Equal([new ChainMove(_one.Entity, 0, default, 2, third.Hash, 2), new ChainMove(_other.Entity, 0, default, 1, second.Hash, 1)], moves.Moves);

        _tail.Add(At(8), Slice(9, _other.Next()));
        Assert.Null(_tail.Take(At(5)));
        Assert.Equal(new ChainMove(_other.Entity, 1, second.Hash, 2, _other.Hash, 1), Assert.Single(_tail.Take(At(8))!.Moves));
        Assert.Empty(_tail.Take(At(9))!.Moves);
    }

    [Fact]
    public void A_stretch_further_ahead_begins_anew_and_one_from_before_is_left_out()
    {
        _tail.BeginsFor(default);
        _tail.Add(At(5), Slice(6, _one.Next()));
        _tail.Add(At(8), Slice(9, _other.Next()));
        Assert.Null(_tail.Take(At(5)));
        Assert.Equal(At(8), _tail.BeginsFor(At(6)));

        _tail.Add(At(8), Slice(10, _one.Next()));
        Assert.Equal(_other.Entity, Assert.Single(_tail.Take(At(8))!.Moves).Entity);
    }

    [Fact]
    public void Who_knows_more_than_memory_began_with_is_told_where_to_join()
    {
        _tail.BeginsFor(default);
        _tail.Add(At(5), Slice(9, _one.Next()));
        Assert.Equal(At(9), _tail.BeginsFor(At(7)));
        Assert.Null(_tail.BeginsFor(At(12)));
        _tail.Add(At(9), Slice(12, _one.Next()));
        Assert.Equal(At(12), _tail.BeginsFor(At(12)));
    }

    [Fact]
    public void Too_many_chains_are_forgotten()
    {
        _tail.BeginsFor(default);
        _tail.Add(At(0), Slice(3, _one.Next(), _other.Next(), Chain.New().Next()));
        Assert.Null(_tail.Take(At(0)));
        Assert.Equal(At(3), _tail.BeginsFor(At(0)));
    }

    private static FeedPosition At(long transaction) => new(1, transaction, 0);

    private static FeedSlice Slice(long upTo, params JournalRecord[] records) => new([.. records.Select((r, i) => new FeedRecord(new FeedPosition(1, upTo, i - records.Length + 1), r))], At(upTo));
}
