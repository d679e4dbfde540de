using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Entities;
using Sync.Journal.Storage;

namespace Sync.Journal.Tests.Entities;

/// <summary>Many entities wake at once.</summary>
public sealed class EntityLoadsTests
{
    private readonly Reader _reader = new();
    private readonly EntityLoads _loads = new();

    [Fact]
    public async Task Those_that_wake_while_others_are_read_share_the_next_read()
    {
        var answers = Enumerable.Range(0, 300).Select(i => _loads.LoadAsync(Key(i % 200), default)).ToArray();
        _loads.Start(_reader);
        var images = await Task.WhenAll(answers);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => Key(i % 200)), images.Select(static i => i.Entity));
        Assert.InRange(_reader.Reads.Count, 2, 4);
        Assert.All(_reader.Reads, static read => Assert.Distinct(read));
        await _loads.StopAsync();
    }

    [Fact]
    public async Task One_that_cannot_be_read_does_not_fail_its_neighbours()
    {
        _reader.Unreadable = Key(3);
        var answers = Enumerable.Range(0, 20).Select(i => _loads.LoadAsync(Key(i), default)).ToArray();
        _loads.Start(_reader);
        await Assert.ThrowsAsync<JournalCorruptException>(() => answers[3]);
        for (var i = 0; i < 20; i++)
            if (i != 3) Assert.Equal(Key(i), (await answers[i]).Entity);
        await _loads.StopAsync();
    }

    [Fact]
    public async Task Where_the_store_cannot_be_reached_nobody_asks_it_one_by_one()
    {
        _reader.IsDown = true;
        var answers = Enumerable.Range(0, 20).Select(i => _loads.LoadAsync(Key(i), default)).ToArray();
        _loads.Start(_reader);
        foreach (var answer in answers) await Assert.ThrowsAsync<JournalUnavailableException>(() => answer);
        Assert.InRange(_reader.Reads.Count, 1, 2);
        _reader.IsDown = false;
        Assert.Equal(Key(1), (await _loads.LoadAsync(Key(1), default)).Entity);
        await _loads.StopAsync();
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_nobody_along_and_after_the_end_nobody_waits()
    {
        using var stop = new CancellationTokenSource();
        var (given, kept) = (_loads.LoadAsync(Key(1), stop.Token), _loads.LoadAsync(Key(2), default));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        _loads.Start(_reader);
        Assert.Equal(Key(2), (await kept).Entity);
        await _loads.StopAsync();
        await Assert.ThrowsAsync<JournalUnavailableException>(() => _loads.LoadAsync(Key(3), default));
    }

    private static EntityKey Key(int i) => new("stock", $"P1/L1/X{i}");

    private sealed class Reader : IEntityReader
    {
        private readonly Lock _gate = new();

        public List<IReadOnlyList<EntityKey>> Reads { get; } = [];

        public EntityKey? Unreadable { get; set; }

        public bool IsDown { get; set; }

        public Task<ImmutableArray<EntityImage>> LoadAsync(IReadOnlyList<EntityKey> entities, CancellationToken cancellationToken)
        {
            lock (_gate) Reads.Add(entities);
            if (IsDown) throw new JournalUnavailableException("down");
            if (Unreadable is { } one && entities.Contains(one)) throw new JournalCorruptException($"{one} cannot be read");
            return Task.FromResult(entities.Select(static e => new EntityImage(e, null, [])).ToImmutableArray());
        }

        public Task<ImmutableArray<JournalRecord>> ReadAsync(EntityKey entity, long after, long before, int max, bool newestFirst, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ImmutableArray<IdentityMark>> FindAsync(EntityKey entity, IReadOnlyCollection<UpdateId> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ImmutableArray<EntityHead>> ReadHeadsAsync(IReadOnlyList<EntityKey> entities, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ImmutableArray<EntityKey>> ListAsync(EntityRange range, int max, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
