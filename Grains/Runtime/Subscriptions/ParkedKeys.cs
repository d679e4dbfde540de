using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Subscriptions;

/// <summary>Keys of one subscription that wait for an operator. What waits is not kept here: it is read from the journal again. Used on one scheduler.</summary>
internal sealed class ParkedKeys(SortedDictionary<string, ParkedKey> parked, IJournal journal)
{
    private const int Page = 100;
    private readonly Dictionary<EntityKey, long> _seen = [];
    private readonly HashSet<EntityKey> _replaying = [];
    private bool _changed;

    /// <summary>True when the change belongs to a parked key: it waits with the key.</summary>
    public bool Covers(JournalRecord change)
    {
        if (!parked.TryGetValue(change.Entity.ToString(), out var entry)) return false;
        if (change.Version >= entry.FromVersion) _seen[change.Entity] = Math.Max(change.Version, _seen.GetValueOrDefault(change.Entity));
        return true;
    }

    public void Park(JournalRecord change, string reason, DateTimeOffset now)
    {
        parked[change.Entity.ToString()] = new ParkedKey(change.Entity, change.Version, reason, now);
        _changed = true;
    }

    public void Forget(EntityKey key) => _changed |= parked.Remove(key.ToString());

    public void Delivered(JournalRecord change)
    {
        var text = change.Entity.ToString();
        if (parked.TryGetValue(text, out var entry)) parked[text] = entry with { FromVersion = change.Version + 1 };
        _changed = true;
    }

    public ImmutableArray<ParkedKey> Find(EntityKey? key) =>
        [.. parked.Values.Where(p => (key is null || p.Entity == key) && !_replaying.Contains(p.Entity))];

    public bool TakeChanged()
    {
        var changed = _changed;
        _changed = false;
        return changed;
    }

    /// <summary>The changes that wait, oldest first, until none is left; then the key is free again. The caller reports each before it asks for the next.</summary>
    public async IAsyncEnumerable<JournalRecord> ReplayAsync(ParkedKey start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _replaying.Add(start.Entity);
        try
        {
            while (parked.TryGetValue(start.Entity.ToString(), out var entry))
            {
                var page = await journal.ReadEntityAsync(entry.Entity, entry.FromVersion - 1, long.MaxValue, Page, newestFirst: false, cancellationToken);
                if (page.IsEmpty && _seen.GetValueOrDefault(entry.Entity) < entry.FromVersion)
                {
                    Forget(entry.Entity);
                    _seen.Remove(entry.Entity);
                    yield break;
                }

                foreach (var change in page) yield return change;
            }
        }
        finally
        {
            _replaying.Remove(start.Entity);
        }
    }
}
