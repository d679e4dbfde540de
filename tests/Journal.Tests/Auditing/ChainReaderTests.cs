using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Auditing;
using Sync.Journal.Storage;

namespace Sync.Journal.Tests.Auditing;

/// <summary>Whoever goes on where he was told that everything is in gets every record once: whatever came from memory, whatever was read, however far each reader
/// of the feed was, and though storage shows for a while less than it has shown before.</summary>
public sealed class ChainReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Every_record_counts_once(int seed)
    {
        for (var round = 0; round < 200; round++) await new World((seed * 1000) + round).RunAsync();
    }

    [Fact]
    public async Task What_storage_does_not_show_yet_is_not_passed_over()
    {
        var world = new World(0);
        world.Commit(6);
        world.Feed(3);
        await world.AskAsync();
        world.Commit(4);
        world.Feed(7);

        // Memory begins with the feed's newest, and storage shows all but the last two.
        world.Shown = 8;
        Assert.Equal(8, (await world.AskAsync()).UpTo.Transaction);
        world.Shown = 10;
        await world.AskAsync();
        world.AssertComplete();
    }

    [Fact]
    public async Task While_the_feed_stands_still_records_are_read()
    {
        var world = new World(0);
        world.Commit(3);
        await world.AskAsync();
        world.Feed(3);
        await world.AskAsync();
        world.Commit(5);
        await world.AskAsync();
        world.AssertComplete();
    }

    /// <summary>A journal of a few chains, readers of its feed, and one who asks.</summary>
    private sealed class World(int seed) : IAuditTables
    {
        private readonly Random _random = new(seed);
        private readonly ChainTail _tail = new(limit: 6);
        private readonly List<JournalRecord> _records = [];
        private readonly Dictionary<EntityKey, ChainMove> _heads = [];
        private readonly List<int> _readers = [0];
        private FeedPosition _asked;
        private long _counted;

        /// <summary>How many records storage shows.</summary>
        public int Shown { get; set; }

        public async Task RunAsync()
        {
            _readers.Add(0);
            for (var step = 0; step < 40; step++)
            {
                switch (_random.Next(6))
                {
                    case 0 or 1:
                        Commit(_random.Next(1, 8));
                        break;
                    case 2 or 3:
                        Feed(_random.Next(1, 12), _random.Next(_readers.Count));
                        break;
                    case 4:
                        // A look that cannot tell shows less than one before it.
                        Shown = _random.Next(_records.Count + 1);
                        await AskAsync(_random.Next(1, 10));
                        Shown = _records.Count;
                        break;
                    default:
                        await AskAsync(_random.Next(1, 10));
                        break;
                }
            }

            // The feed may be behind storage, and the limit of the memory may have been passed: what is left comes the next time.
            for (var ask = 0; ask < 3; ask++) await AskAsync();
            AssertComplete();
        }

        public void Commit(int count)
        {
            for (; count > 0; count--)
            {
                var entity = new EntityKey(EntityKinds.Item, $"I{_random.Next(9)}");
                var last = _records.FindLast(r => r.Entity == entity);
                _records.Add(RecordChain.Seal(new JournalRecord(
                    entity, (last?.Version ?? 0) + 1, default, default, new UpdateId("/s", 0, $"{_records.Count}"), null, default, "k", 1, "{}", last?.Hash ?? default, default, null, null, null)));
            }

            Shown = _records.Count;
        }

        /// <summary>A reader takes the next records of the feed.</summary>
        public void Feed(int count, int reader = 0)
        {
            var from = _readers[reader];
            var to = Math.Min(_records.Count, from + count);
            _tail.Add(At(from), new FeedSlice([.. Enumerable.Range(from, to - from).Select(i => new FeedRecord(At(i + 1), _records[i]))], At(to)));
            _readers[reader] = to;
        }

        /// <summary>Asks until there is nothing new.</summary>
        public async Task<ChainMoves> AskAsync(int max = 100)
        {
            while (true)
            {
                var moves = await new ChainReader(_tail).TakeAsync(this, _asked, max, TestContext.Current.CancellationToken);
                foreach (var move in moves.Moves)
                {
                    var head = _heads.GetValueOrDefault(move.Entity);
                    Assert.Equal((head.ToVersion, head.ToHash), (move.FromVersion, move.FromHash));
                    _heads[move.Entity] = move;
                    _counted += move.Records;
                }

                _asked = moves.UpTo;
                if (moves.IsNewest) return moves;
            }
        }

        public void AssertComplete()
        {
            Assert.Equal(_records.Count, _counted);
            Assert.All(_heads.Values, head => Assert.Equal(_records.FindLast(r => r.Entity == head.Entity)!.Hash, head.ToHash));
        }

        public Task<ImmutableArray<ChainLink>> ReadLinksAsync(FeedPosition after, int max, CancellationToken cancellationToken) => Task.FromResult(
            _records.Take(Shown).Select(static (r, i) => new ChainLink(At(i + 1), r.Entity, r.Version, r.PreviousHash, r.Hash)).Where(l => l.Position > after).Take(max).ToImmutableArray());

        public Task<string> JournalIdAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Snapshot?> FindSnapshotAsync(EntityKey entity, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Snapshot?> FindBaseAsync(EntityKey entity, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ImmutableArray<FeedRecord>> ReadOldAsync(EntityKey entity, long beforeVersion, DateTimeOffset before, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> DropAsync(Snapshot newBase, FeedPosition upTo, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<FeedPosition> DroppedUpToAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        private static FeedPosition At(int transaction) => new(1, transaction, 0);
    }
}
