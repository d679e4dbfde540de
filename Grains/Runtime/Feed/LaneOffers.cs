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
    private FeedPosition _position;

    public bool HasFailed => _consumers.Values.Any(c => c.Failed);

    public void Refresh(FeedDirectory directory, IGrainFactory grains)
    {
        if (directory.Version <= _version) return;
        _version = directory.Version;
        var known = directory.Entries.ToDictionary(e => e.Name);
        foreach (var name in _consumers.Keys.Except(known.Keys).ToArray()) _consumers.Remove(name);
        foreach (var entry in directory.Entries)
        {
            if (_consumers.TryGetValue(entry.Name, out var consumer)) consumer.Filter = entry.Filter;
            else _consumers[entry.Name] = new Consumer(FeedConsumers.Find(grains, entry.Name), entry.Filter) { Failed = true };
        }

        Retry(_position);
    }

    /// <summary>Tells every consumer where the lane starts from.</summary>
    public void Announce(FeedPosition position)
    {
        _position = position;
        foreach (var consumer in _consumers.Values) consumer.Failed = true;
        Retry(position);
    }

    public void Offer(FeedPosition after, FeedSlice slice)
    {
        _position = slice.UpTo;
        foreach (var consumer in _consumers.Values)
        {
            var records = slice.Records.RemoveAll(r => !consumer.Filter.Matches(r.Record.Entity));
            // A stretch without records of interest is joined on to the next one that has some.
            if (records.IsEmpty) continue;
            consumer.Send(new FeedPage(lane, consumer.Joined ?? after, slice.UpTo, records));
        }
    }

    /// <summary>Tells consumers that a stretch held nothing for them, so that they know how far they are.</summary>
    public void Flush()
    {
        foreach (var consumer in _consumers.Values)
            if (consumer.Joined is { } joined && joined < _position) consumer.Send(new FeedPage(lane, joined, _position, []));
    }

    public void Retry(FeedPosition position)
    {
        foreach (var consumer in _consumers.Values)
            if (consumer.Failed) consumer.Send(new FeedPage(lane, position, position, ImmutableArray<FeedRecord>.Empty));
    }

    private sealed class Consumer(IFeedConsumer grain, ChangeFilter filter)
    {
        public ChangeFilter Filter { get; set; } = filter;

        /// <summary>True when the newest offer is not known to have arrived.</summary>
        public bool Failed { get; set; }

        /// <summary>The end of the last stretch that was offered: the next stretch joins on to it.</summary>
        public FeedPosition? Joined { get; private set; }

        public void Send(FeedPage page)
        {
            Failed = false;
            Joined = page.UpTo;
            _ = SendAsync(page);
        }

        private async Task SendAsync(FeedPage page)
        {
            try
            {
                await grain.Offer(page);
            }
            catch (Exception)
            {
                // A lost offer is a gap: the next one does not join on, and the consumer reads the journal.
                Failed = true;
            }
        }
    }
}
