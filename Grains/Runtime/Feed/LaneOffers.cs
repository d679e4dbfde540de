using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>Offers a lane's pages to consumers without ever waiting for one. A consumer that did not take an offer is told the position again
/// until it answers; it then finds its own gap and reads it from the journal.</summary>
internal sealed class LaneOffers(int lane)
{
    private readonly Dictionary<string, Consumer> _consumers = [];
    private long _version = -1;

    /// <summary>Up to where the lane was offered.</summary>
    public FeedPosition Position { get; private set; }

    /// <summary>True while a consumer is not known to have its newest offer.</summary>
    public bool IsOpen => _consumers.Values.Any(c => c.IsOpen);

    /// <summary>True when a consumer has not been told how far the lane is, because nothing concerned it.</summary>
    public bool HasUnflushed => _consumers.Values.Any(c => c.Joined < Position);

    public void Refresh(FeedDirectory directory, IGrainFactory grains)
    {
        if (directory.Version <= _version) return;
        _version = directory.Version;
        var known = directory.Entries.ToDictionary(e => e.Name);
        foreach (var name in _consumers.Keys.Except(known.Keys).ToArray()) _consumers.Remove(name);
        foreach (var entry in directory.Entries)
        {
            // With another filter it is another consumer: what was left out before says nothing about what concerns it now.
            if (_consumers.TryGetValue(entry.Name, out var consumer) && consumer.Filter.SameAs(entry.Filter)) continue;
            _consumers[entry.Name] = new Consumer(FeedConsumers.Find(grains, entry.Name), entry.Filter);
        }

        Retry();
    }

    /// <summary>Tells every consumer where the lane starts from.</summary>
    public void Announce(FeedPosition position)
    {
        Position = position;
        foreach (var consumer in _consumers.Values) consumer.Send(lane, position, position, []);
    }

    /// <summary>Offers the stretch from <see cref="Position"/> on.</summary>
    public void Offer(FeedSlice slice)
    {
        var after = Position;
        Position = slice.UpTo;
        foreach (var consumer in _consumers.Values)
        {
            var records = slice.Records.RemoveAll(r => !consumer.Filter.Matches(r.Record.Entity));
            // A stretch without records of interest is joined on to the next one that has some.
            if (!records.IsEmpty) consumer.Send(lane, consumer.Joined ?? after, slice.UpTo, records);
        }
    }

    /// <summary>Tells consumers that a stretch held nothing for them, so that they know how far they are.</summary>
    public void Flush()
    {
        foreach (var consumer in _consumers.Values)
            if (consumer.Joined is { } joined && joined < Position) consumer.Send(lane, joined, Position, []);
    }

    /// <summary>Tells consumers that may have missed something how far the lane is.</summary>
    public void Retry()
    {
        foreach (var consumer in _consumers.Values)
            if (consumer.HasMissed) consumer.Send(lane, Position, Position, []);
    }

    private sealed class Consumer(IFeedConsumer grain, ChangeFilter filter)
    {
        /// <summary>Offers under way to one consumer at most: one that hangs must not pile up pages.</summary>
        private const int Limit = 16;

        private readonly ulong _mark = filter.Mark();
        private int _underWay;

        public ChangeFilter Filter => filter;

        /// <summary>True when an offer was lost, or none was made yet.</summary>
        public bool HasMissed { get; private set; } = true;

        public bool IsOpen => HasMissed || _underWay > 0;

        /// <summary>The end of the last stretch that was offered: the next stretch joins on to it.</summary>
        public FeedPosition? Joined { get; private set; }

        public void Send(int lane, FeedPosition after, FeedPosition upTo, ImmutableArray<FeedRecord> records)
        {
            Joined = upTo;
            HasMissed = _underWay >= Limit;
            if (!HasMissed) _ = SendAsync(new FeedPage(lane, after, upTo, records, _mark));
        }

        private async Task SendAsync(FeedPage page)
        {
            _underWay++;
            try
            {
                await grain.Offer(page);
            }
            catch (Exception)
            {
                // A lost offer is a gap: the next one does not join on, and the consumer reads the journal.
                HasMissed = true;
            }
            finally
            {
                _underWay--;
            }
        }
    }
}
