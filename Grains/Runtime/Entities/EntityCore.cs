using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Journal;

namespace Sync.Grains.Entities;

/// <summary>One activation of an entity without the actor framework: decides on a head that runs ahead, appends, and believes only what is durable.
/// All members are called on one scheduler, one turn at a time; calls interleave where they wait.</summary>
internal sealed class EntityCore<TState>(EntityKey key, EntityKernel<TState> kernel, EntityServices services)
    where TState : class
{
    private readonly CommittedView<TState> _committed = new();
    private Incarnation<TState>? _current;
    private Task<Incarnation<TState>>? _loading;
    private long _snapshotVersion;

    /// <summary>The committed view, loaded where it is not in memory.</summary>
    public async Task<EntityView<TState>> ReadAsync()
    {
        if (_committed.View is null) await EnsureAsync();
        return _committed.View!;
    }

    /// <summary>The committed view once it has reached a version, or null when it does not in time.</summary>
    public async Task<EntityView<TState>?> ReadAtLeastAsync(long version, TimeSpan timeout)
    {
        await ReadAsync();
        return await _committed.WaitForAsync(version, timeout, services.Clock);
    }

    /// <summary>Decides updates in order; answers when what was decided is durable.</summary>
    public async Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates)
    {
        var receipts = new Receipt[updates.Length];
        var commits = new List<Task>(1);
        var lookups = new Dictionary<UpdateId, ImmutableArray<KnownMark>>();
        for (var next = 0; next < updates.Length;)
        {
            Masters masters;
            Incarnation<TState> incarnation;
            try
            {
                masters = await services.Masters.ForAsync(key, updates.AsMemory()[next..]);
                incarnation = await EnsureAsync();
            }
            catch (Exception e) when (EntityFailures.IsNothingChanged(e))
            {
                EntityFailures.Fill(receipts, updates, next, updates.Length, e);
                break;
            }

            var stretch = Decide(incarnation, updates, next, masters, lookups);
            stretch.CopyTo(receipts, next);
            commits.Add(CommitAsync(incarnation, stretch, receipts, updates, next));
            next += stretch.Count;
            if (stretch.Need is null) continue;
            try
            {
                await MeetAsync(incarnation, stretch.Need, lookups);
            }
            catch (Exception e) when (EntityFailures.IsNothingChanged(e))
            {
                EntityFailures.Fill(receipts, updates, next, updates.Length, e);
                break;
            }
        }

        await Task.WhenAll(commits);
        return ImmutableArray.Create(receipts);
    }

    /// <summary>Hands a snapshot over if it is worth one. Called when the activation ends.</summary>
    public void SaveSnapshot(int atLeast)
    {
        if (_current is not { } incarnation || incarnation.Head.Version != _committed.View?.Version) return;
        if (incarnation.Head.Version - _snapshotVersion < atLeast) return;
        var head = incarnation.Head;
        services.Journal.SaveSnapshot(new Snapshot(
            key, head.Version, head.Hash, EntityReplay.SnapshotSchema(kernel.Model), EntityReplay.Save(kernel.Model, head)));
        EntityReplay.Compact(kernel.Model, head);
        incarnation.FullHistory = false;
        _snapshotVersion = head.Version;
    }

    private Stretch<TState> Decide(
        Incarnation<TState> incarnation, ImmutableArray<Update> updates, int from, Masters masters,
        Dictionary<UpdateId, ImmutableArray<KnownMark>> lookups)
    {
        var stretch = new Stretch<TState>();
        var context = new DecisionContext(services.Clock.GetUtcNow(), masters.Plant, masters.Item, incarnation.FullHistory);
        for (var i = from; i < updates.Length; i++)
        {
            ImmutableArray<KnownMark>? known = lookups.Count > 0 && lookups.TryGetValue(updates[i].Id, out var found) ? found : null;
            if (!stretch.Add(kernel.Decide(incarnation.Head, updates[i], context, known))) break;
        }

        stretch.View = incarnation.Head.View;
        return stretch;
    }

    private async Task CommitAsync(
        Incarnation<TState> incarnation, Stretch<TState> stretch, Receipt[] receipts, ImmutableArray<Update> updates, int from)
    {
        try
        {
            if (stretch.Records.Count > 0) await incarnation.Session.AppendAsync(stretch.Records.DrainToImmutable());
            else if (stretch.Count > 0 && !stretch.RestsOn(_committed.View!.Version)) await incarnation.Session.ConfirmHeadAsync();
            else return;
        }
        catch (Exception e)
        {
            if (_current == incarnation) _current = null;
            if (!EntityFailures.IsNothingChanged(e)) throw;
            EntityFailures.Fill(receipts, updates, from, from + stretch.Count, e);
            return;
        }

        _committed.Advance(stretch.View!);
        if (_current == incarnation) SaveSnapshot(services.Options.SnapshotEvery);
    }

    private async Task MeetAsync(Incarnation<TState> incarnation, Step need, Dictionary<UpdateId, ImmutableArray<KnownMark>> lookups)
    {
        if (need is Step.NeedsLookup lookup)
        {
            var marks = await services.Journal.FindAsync(key, [lookup.Id]);
            lookups[lookup.Id] = [.. marks.Select(m => new KnownMark(m.Fingerprint, m.Version))];
            return;
        }

        await incarnation.Session.ConfirmHeadAsync();
        if (_current != incarnation || incarnation.FullHistory) return;
        _current = null;
        _loading ??= LoadAsync(whole: true);
        await EnsureAsync();
    }

    private async Task<Incarnation<TState>> EnsureAsync()
    {
        while (_current is null)
        {
            var loading = _loading ??= LoadAsync(whole: false);
            try
            {
                await loading;
            }
            finally
            {
                if (_loading == loading) _loading = null;
            }
        }

        return _current;
    }

    private async Task<Incarnation<TState>> LoadAsync(bool whole)
    {
        var loader = new EntityLoader<TState>(kernel.Model, services.Journal);
        var (head, snapshotVersion) = whole ? await loader.FoldWholeAsync(key) : await loader.LoadAsync(key);
        var incarnation = new Incarnation<TState>(head, services.Journal.OpenSession(key, head.Version, head.Hash)) { FullHistory = whole };
        _current = incarnation;
        _snapshotVersion = snapshotVersion;
        _committed.Reset(head.View);
        return incarnation;
    }
}
