using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;
using Sync.Grains.Verification;
using Sync.Journal;

namespace Sync.Grains.Tests.Verification;

/// <summary>The verifier walks from entity to entity, a part each second, and gives way where each of them takes long.</summary>
public sealed class VerifyStretchTests
{
    private static readonly ImmutableArray<EntityKey> Entities = [.. Enumerable.Range(1, 7).Select(static n => new EntityKey(EntityKinds.Item, $"I{n}"))];
    private readonly FakeTimeProvider _clock = new();
    private readonly VerifyWalk _walk = new(DateTimeOffset.UnixEpoch);
    private readonly List<EntityKey> _verified = [];

    [Fact]
    public async Task Quick_entities_are_limited_by_their_number_alone()
    {
        Assert.Equal([3, 6, 7], await CountAsync(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(Entities, _verified);
    }

    [Fact]
    public async Task Slow_entities_are_limited_by_the_time_they_take()
    {
        Assert.Equal([2, 4, 6, 7], await CountAsync(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(Entities, _verified);
    }

    [Fact]
    public async Task However_slow_they_are_one_a_second_is_verified()
    {
        // That nothing is left is found out the next time.
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 7], await CountAsync(TimeSpan.FromSeconds(3)));
        Assert.Equal(Entities, _verified);
    }

    /// <summary>How many were verified after each stretch, until the walk has come to its end.</summary>
    private async Task<List<int>> CountAsync(TimeSpan each)
    {
        var counts = new List<int>();
        var stretch = new VerifyStretch(new Listing(), new VerifyOptions { EntitiesPerSecond = 3, MillisecondsPerSecond = 100 }, _clock);
        for (var isEnd = false; !isEnd;)
        {
            isEnd = await stretch.WalkAsync(_walk, VerifyAsync, TestContext.Current.CancellationToken);
            counts.Add(_verified.Count);
        }

        return counts;

        Task VerifyAsync(EntityKey entity)
        {
            _clock.Advance(each);
            _verified.Add(entity);
            return Task.CompletedTask;
        }
    }

    private sealed class Listing : IAuditStore
    {
        public Task<ImmutableArray<EntityKey>> ListAsync(string after, int max, CancellationToken cancellationToken) =>
            Task.FromResult(Entities.Where(e => string.CompareOrdinal(e.ToString(), after) > 0).Take(max).ToImmutableArray());

        public Task<string> JournalIdAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Snapshot?> FindSnapshotAsync(EntityKey entity, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Snapshot?> FindBaseAsync(EntityKey entity, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ChainMoves> TakeMovesAsync(FeedPosition after, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ImmutableArray<FeedRecord>> ReadOldAsync(EntityKey entity, long beforeVersion, DateTimeOffset before, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> DropAsync(Snapshot newBase, FeedPosition upTo, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<FeedPosition> DroppedUpToAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
