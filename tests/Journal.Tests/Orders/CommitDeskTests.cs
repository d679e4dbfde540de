using Microsoft.Extensions.Time.Testing;
using Sync.Grains.Tests.Fakes;
using Sync.Journal.Writing;

namespace Sync.Journal.Tests.Orders;

/// <summary>Who of two writers takes what.</summary>
public sealed class CommitDeskTests
{
    private const int Few = 4;
    private readonly FakeTimeProvider _clock = new();
    private readonly Turns _turns = new();
    private readonly CommitDesk<Item> _desk;
    private readonly Writer _first;
    private readonly Writer _second;

    public CommitDeskTests()
    {
        _desk = new CommitDesk<Item>(queues: 2, queueLimit: 100, batchLimit: 8, Few, _clock);
        (_first, _second) = (new Writer(_desk, _turns), new Writer(_desk, _turns));
    }

    [Fact]
    public void Of_little_one_writer_takes_everything_and_the_other_sleeps()
    {
        Offer("a1 b1");
        Assert.Equal(["a1 b1", ""], Work());
        Offer("b2 a2");
        Assert.Equal(["a1 b1", ""], Work());
        Finish("a1");
        Assert.Equal(["a2 b2", ""], Work());
    }

    [Fact]
    public void Of_much_each_takes_a_queue()
    {
        Offer("a1 a2 b1 a3 b2");
        Assert.Equal(["a1 a2 a3", "b1 b2"], Work());
    }

    [Fact]
    public void What_queues_while_one_writes_much_is_for_the_other()
    {
        Offer("a1 a2 a3 a4 a5");
        Assert.Equal(["a1 a2 a3 a4 a5", ""], Work());
        Offer("a6 b1");
        Assert.Equal(["a1 a2 a3 a4 a5", "b1"], Work());
        Finish("b1");
        Assert.Equal(["a1 a2 a3 a4 a5", ""], Work());
        Finish("a1");
        Assert.Equal(["a6"], Work().Where(static items => items.Length > 0));
    }

    [Fact]
    public void A_batch_holds_no_more_than_it_may()
    {
        Offer("a1 a2 a3 a4 a5 a6 a7 a8 a9");
        Assert.Equal(["a1 a2 a3 a4 a5 a6 a7 a8", ""], Work());
        Finish("a1");
        Assert.Equal(["a9"], Work().Where(static items => items.Length > 0));
    }

    [Fact]
    public void Who_hangs_keeps_only_what_it_works_at()
    {
        Offer("a1");
        Offer("a2 b1");
        _clock.Advance(CommitDesk<Item>.Patience - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a1", ""], Work());
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a1", "b1"], Work());
        Finish("b1");
        Assert.Equal(["a1", ""], Work());
        Finish("a1");
        Assert.Equal(["a2"], Work().Where(static items => items.Length > 0));
    }

    [Fact]
    public void A_wait_for_one_commit_is_not_counted_for_the_next()
    {
        Offer("a1");
        Offer("b1");
        _clock.Advance(CommitDesk<Item>.Patience / 2);
        Finish("a1");
        Assert.Equal(["b1", ""], Work());
        Offer("a2");
        _clock.Advance(CommitDesk<Item>.Patience / 2);
        Assert.Equal(["b1", ""], Work());
        _clock.Advance(CommitDesk<Item>.Patience / 2);
        Assert.Equal(["b1", "a2"], Work());
    }

    [Fact]
    public void A_full_queue_refuses_and_leaves_the_other_alone()
    {
        Offer(string.Join(' ', Enumerable.Range(1, 5).Select(static i => $"a{i}")));
        for (var i = 0; i < 100; i++) Assert.Null(_desk.Offer(0, new Item($"a1{i}")));
        Assert.IsType<JournalBusyException>(_desk.Offer(0, new Item("a200")));
        Assert.Equal((100, 0), (_desk.Waiting(0), _desk.Waiting(1)));
        Assert.Null(_desk.Offer(1, new Item("b1")));
    }

    [Fact]
    public void A_closed_desk_takes_nothing_and_lets_writers_end_when_all_is_done()
    {
        Offer("a1");
        Offer("a2 b1");
        _desk.Close();
        _turns.Run();
        Assert.IsType<JournalUnavailableException>(_desk.Offer(0, new Item("a3")));
        Assert.Equal([false, true], new[] { _first, _second }.Select(static w => w.HasEnded).Order());
        Finish("a1");
        Assert.Contains("a2 b1", Work());
        Finish("a2");
        Assert.True(_first.HasEnded && _second.HasEnded);
    }

    private void Offer(string items)
    {
        foreach (var item in items.Split(' ')) Assert.Null(_desk.Offer(item[0] - 'a', new Item(item)));
        _turns.Run();
    }

    /// <summary>What the writers have: who is at work longest first.</summary>
    private string[] Work()
    {
        _turns.Run();
        return [.. new[] { _first, _second }.OrderBy(static writer => writer.Since).Select(static writer => writer.Items)];
    }

    private void Finish(string item)
    {
        new[] { _first, _second }.Single(writer => writer.Items.Split(' ')[0] == item).Finish();
        _turns.Run();
    }

    private sealed class Item(string name) : Queued
    {
        public string Name => name;

        protected override void OnSucceeded()
        {
        }

        protected override void OnFailed(Exception exception)
        {
        }
    }

    private sealed class Writer
    {
        private static int _batches;
        private readonly CommitTurn<Item> _turn = new();
        private TaskCompletionSource? _finished;

        public Writer(CommitDesk<Item> desk, Turns turns)
        {
            _ = turns.Start(async () =>
            {
                while (await desk.TakeAsync(_turn))
                {
                    Since = Interlocked.Increment(ref _batches);
                    _finished = new TaskCompletionSource();
                    await _finished.Task;
                    _finished = null;
                    Since = int.MaxValue;
                }

                HasEnded = true;
            });
        }

        public int Since { get; private set; } = int.MaxValue;

        public bool HasEnded { get; private set; }

        public string Items => _finished is null ? "" : string.Join(' ', _turn.Items.Select(static item => item.Name));

        public void Finish() => _finished!.SetResult();
    }
}
