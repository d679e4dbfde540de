using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Tests.Fakes;

/// <summary>A journal in memory whose calls can be held and made to fail. What a reader sees is what was durable when it asked, however late it is told.
/// Used by one thread at a time.</summary>
internal sealed partial class FakeJournal(int lanes = 4) : IJournal
{
    private readonly Dictionary<EntityKey, List<JournalRecord>> _entities = [];
    private readonly Dictionary<EntityKey, Snapshot> _snapshots = [];

    public int LaneCount => lanes;

    /// <summary>True: a call whose name begins with one of these waits in <see cref="Waiting"/> until the test answers it.</summary>
    public HashSet<string> Hold { get; } = [];

    /// <summary>The calls that wait, oldest first.</summary>
    public List<FakeCall> Waiting { get; } = [];

    /// <summary>How the next calls of these names end that are not held.</summary>
    public Dictionary<string, Queue<Outcome>> Script { get; } = [];

    /// <summary>True: the queue is full.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Another activation, which writes when <see cref="Outcome.Overtaken"/> says so.</summary>
    public Action? Rival { get; set; }

    /// <summary>Every call so far, by name.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Everything durable of an entity.</summary>
    public IReadOnlyList<JournalRecord> Records(EntityKey entity) => _entities.GetValueOrDefault(entity) ?? [];

    /// <summary>By entity: the state up to which its records were archived.</summary>
    public Dictionary<EntityKey, Snapshot> Archive { get; } = [];

    public Task<Snapshot?> ReadBaseAsync(EntityKey entity, CancellationToken cancellationToken = default) => Task.FromResult(Archive.GetValueOrDefault(entity));

    public Snapshot? SnapshotOf(EntityKey entity) => _snapshots.GetValueOrDefault(entity);

    /// <summary>Makes records durable. They must be the next of their entities.</summary>
    /// <exception cref="JournalFencedException">They are not.</exception>
    public void Store(ImmutableArray<JournalRecord> records)
    {
        foreach (var record in records)
        {
            if (!_entities.TryGetValue(record.Entity, out var stored)) _entities[record.Entity] = stored = [];
            if (record.Version != stored.Count + 1) throw new JournalFencedException($"{record.Entity} is at {stored.Count}, not before {record.Version}");
            Assert.Equal(stored.Count == 0 ? default : stored[^1].Hash, record.PreviousHash);
            Assert.Equal(RecordChain.Compute(record), record.Hash);
            stored.Add(record);
            Publish(record);
        }

        Announce();
    }

    /// <summary>Answers the oldest waiting call of a name.</summary>
    public void Answer(string name, Outcome outcome = Outcome.Done)
    {
        var call = Waiting.First(c => c.Name == name);
        Waiting.Remove(call);
        call.Answer(outcome);
    }

    /// <summary>Begins a call: it waits, or ends as scripted.</summary>
    public FakeCall Begin(string name, Action<Outcome> effect)
    {
        Calls.Add(name);
        var call = new FakeCall(name, effect);
        if (Hold.Contains(name)) Waiting.Add(call);
        else call.Answer(Script.TryGetValue(name, out var outcomes) && outcomes.TryDequeue(out var outcome) ? outcome : Outcome.Done);
        return call;
    }

    /// <summary>A call without an effect.</summary>
    public Task CallAsync(string name) => Begin(name, static _ => { }).Answered;

    public void Fail(string name, params ReadOnlySpan<Outcome> outcomes)
    {
        if (!Script.TryGetValue(name, out var queue)) Script[name] = queue = new Queue<Outcome>();
        foreach (var outcome in outcomes) queue.Enqueue(outcome);
    }

    public async Task<EntityImage> LoadAsync(EntityKey entity, CancellationToken cancellationToken = default)
    {
        var image = ImageOf(entity);
        await CallAsync("load");
        return image;
    }

    public IJournalSession OpenSession(EntityKey entity, long version, RecordHash hash) => new FakeSession(this, entity, version, hash);

    public async Task<ImmutableArray<JournalRecord>> ReadEntityAsync(
        EntityKey entity, long after, long before, int max, bool newestFirst, CancellationToken cancellationToken = default)
    {
        var first = Archive.GetValueOrDefault(entity)?.Version ?? 0;
        var records = Records(entity).Where(r => r.Version > first && r.Version > after && r.Version < before);
        var page = (newestFirst ? records.Reverse() : records).Take(max).ToImmutableArray();
        await CallAsync("read");
        return page;
    }

    public async Task<ImmutableArray<IdentityMark>> FindAsync(
        EntityKey entity, IReadOnlyCollection<UpdateId> ids, CancellationToken cancellationToken = default)
    {
        var marks = Records(entity).Where(r => ids.Contains(r.Cause))
            .Select(r => new IdentityMark(r.Cause, r.Fingerprint, r.Version, r.Kind, r.Sequence)).ToImmutableArray();
        await CallAsync("find");
        return marks;
    }

    public void SaveSnapshot(Snapshot snapshot)
    {
        Calls.Add("snapshot");
        _snapshots[snapshot.Entity] = snapshot;
    }

    public async IAsyncEnumerable<EntityImage> ScanAsync(
        string kind, string idPrefix, Func<EntityKey, bool>? isKnown = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var entities = _entities.Keys.Where(e => e.Kind == kind && e.Id.StartsWith(idPrefix, StringComparison.Ordinal)).OrderBy(e => e.Id, StringComparer.Ordinal);
        foreach (var entity in entities.ToArray())
        {
            await CallAsync("scan");
            yield return isKnown?.Invoke(entity) == true ? new EntityImage(entity, null, []) : ImageOf(entity);
        }
    }

    private EntityImage ImageOf(EntityKey entity)
    {
        var records = Records(entity);
        var snapshot = SnapshotOf(entity);
        if (snapshot is not null && (snapshot.Version > records.Count || records[(int)snapshot.Version - 1].Hash != snapshot.Hash)) snapshot = null;
        snapshot ??= Archive.GetValueOrDefault(entity);
        return new EntityImage(entity, snapshot, [.. records.Skip((int)(snapshot?.Version ?? 0))]);
    }
}
