using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Subscriptions;

/// <summary>Keys of one subscription that wait for an operator. What waits is not kept here: it is read from the journal again. Used on one scheduler.</summary>
internal sealed class ParkedKeys
{
    private const int Page = 100;
    private readonly IJournal _journal;
    private readonly SortedDictionary<string, ParkedKey> _parked;
    private readonly Dictionary<EntityKey, long> _seen = [];
    private readonly Dictionary<EntityKey, long> _replayed = [];
    private readonly HashSet<EntityKey> _resumed = [];
    private bool _changed;

    public ParkedKeys(SortedDictionary<string, ParkedKey> parked, IJournal journal)
    {
        _parked = new SortedDictionary<string, ParkedKey>(parked, StringComparer.Ordinal);
        _journal = journal;
    }

    public ImmutableArray<ParkedKey> All => [.. _parked.Values];

    /// <summary>True when the change belongs to a parked key, with which it waits, or was sent with one before the feed brought it.</summary>
    public bool Covers(JournalRecord change)
    {
        var key = change.Entity;
        if (_parked.TryGetValue(key.ToString(), out var entry))
        {
            if (change.Version >= entry.FromVersion) _seen[key] = Math.Max(change.Version, _seen.GetValueOrDefault(key));
            return true;
        }

        if (!_replayed.TryGetValue(key, out var upTo)) return false;
        if (change.Version <= upTo) return true;
        _replayed.Remove(key);
        return false;
    }

    public ParkedKey Park(JournalRecord change, string reason, DateTimeOffset now)
    {
        _changed = true;
        return _parked[change.Entity.ToString()] = new ParkedKey(change.Entity, change.Version, reason, now);
    }

    /// <summary>Notes that a change of a parked key was confirmed.</summary>
    public void Delivered(JournalRecord change)
    {
        var text = change.Entity.ToString();
        _changed = true;
        _parked[text] = _parked[text] with { FromVersion = change.Version + 1 };
    }

    /// <summary>The parked keys that are meant and that nobody has resumed; they are resumed from now on.</summary>
    public ImmutableArray<EntityKey> Resume(EntityKey? key) =>
        [.. _parked.Values.Select(p => p.Entity).Where(e => (key is null || e == key) && _resumed.Add(e))];

    /// <summary>The key is parked and waits for somebody to resume it, or it is not parked.</summary>
    public void EndReplay(EntityKey key) => _resumed.Remove(key);

    public bool TakeChanged()
    {
        var changed = _changed;
        _changed = false;
        return changed;
    }

    /// <summary>The changes of a key that wait, oldest first, until none is left; then the key is free. The caller reports each before it asks for the next.</summary>
    public async IAsyncEnumerable<JournalRecord> ReplayAsync(EntityKey key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (_parked.TryGetValue(key.ToString(), out var entry))
        {
            var page = await _journal.ReadEntityAsync(key, entry.FromVersion - 1, long.MaxValue, Page, newestFirst: false, cancellationToken);
            // A change that the feed brought while the journal was read was kept back for this key, and may not be on the page: then it is read again.
            if (page.IsEmpty && _seen.GetValueOrDefault(key) < entry.FromVersion)
            {
                Free(key, entry.FromVersion - 1);
                yield break;
            }

            foreach (var change in page) yield return change;
        }
    }

    private void Free(EntityKey key, long upTo)
    {
        _changed = true;
        _parked.Remove(key.ToString());
        _seen.Remove(key);
        _replayed[key] = upTo;
    }
}
