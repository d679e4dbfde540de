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
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;
    private readonly CommittedView<TState> _committed = new();
    private Incarnation<TState>? _current;
    private Task _settling = Task.CompletedTask;
    private Task? _loading;

    /// <summary>The committed view, loaded where it is not in memory. After a failure it is loaded again, and nobody waits for that.</summary>
    public async Task<EntityView<TState>> ReadAsync()
    {
        if (_committed.View is null) await EnsureAsync();
        else if (_current is null) Heal();
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
        var call = new EntityCall(updates);
        try
        {
            while (!call.IsDecided) await DecideAsync(call);
        }
        catch (Exception e) when (EntityFailures.IsNothingChanged(e))
        {
            call.FailRest(e);
        }
        finally
        {
            call.Lookup?.Dispose();
            await call.Ended.ConfigureAwait(Quietly);
        }

        return await call.ReceiptsAsync();
    }

    /// <summary>Hands a snapshot over if it is worth one. Called when the activation ends.</summary>
    public void SaveSnapshot(int atLeast)
    {
        if (_current is not { } incarnation || incarnation.Head.Version != _committed.View?.Version) return;
        if (TakeSnapshot(incarnation, atLeast) is { } snapshot) services.Journal.SaveSnapshot(snapshot);
    }

    private async Task DecideAsync(EntityCall call)
    {
        var masters = await services.Masters.ForAsync(key, call.Rest);
        while (_current is null) await EnsureAsync();

        // What comes after an update that was lost must not overtake it.
        if (call.Failure is { } failure)
        {
            call.FailRest(failure);
            return;
        }

        var incarnation = _current;
        var stretch = Decide(incarnation, call, masters);
        if (stretch.Receipts.Count > 0)
        {
            var commit = CommitAsync(incarnation, stretch, call);
            incarnation.Add(commit);
            call.Take(stretch, commit);
        }

        if (stretch.Need is not null) await MeetAsync(incarnation, stretch.Need, call);
    }

    private Stretch<TState> Decide(Incarnation<TState> incarnation, EntityCall call, Masters masters)
    {
        var stretch = new Stretch<TState>(call.Next);
        var context = new DecisionContext(services.Clock.GetUtcNow(), masters.Plant, masters.Item, incarnation.FullHistory);
        try
        {
            foreach (var update in call.Rest.Span)
                if (!stretch.Add(kernel.Decide(incarnation.Head, update, context, call.Lookup?.Find(incarnation.Head.Gate, update.Id)))) break;
        }
        catch
        {
            // The head may hold records that will never be sent.
            Drop(incarnation);
            throw;
        }

        stretch.View = incarnation.Head.View;
        return stretch;
    }

    /// <summary>Makes a stretch durable and gives its receipts, or those that are true where it fails.</summary>
    /// <returns>Why nothing of it was stored, or null.</returns>
    private async Task<Exception?> CommitAsync(Incarnation<TState> incarnation, Stretch<TState> stretch, EntityCall call)
    {
        var before = incarnation.Settled;
        try
        {
            if (stretch.Records.Count > 0) await AppendAsync(incarnation, stretch);
            else if (!stretch.RestsOn(_committed.View!.Version)) await ConfirmAsync(incarnation, stretch);
            call.Give(stretch);
            return null;
        }
        catch (Exception e)
        {
            Drop(incarnation);
            if (!EntityFailures.IsNothingChanged(e))
            {
                incarnation.Unknown ??= e;
                throw;
            }

            // A duplicate of an update in flight shares its fate, whatever that is.
            if (stretch.HasDuplicateBeyond(_committed.View!.Version)) await before.ConfigureAwait(Quietly);
            var durable = _committed.View!.Version;
            if (incarnation.Unknown is not null && stretch.HasDuplicateBeyond(durable)) throw new OutcomeUnknownException(incarnation.Unknown.Message, e);
            call.Fail(stretch, durable, e);
            return e;
        }
    }

    private async Task AppendAsync(Incarnation<TState> incarnation, Stretch<TState> stretch)
    {
        var append = incarnation.Session.AppendAsync(stretch.Records.DrainToImmutable());
        // Taken while the records are on their way: when they are durable, the head may have moved on.
        var snapshot = TakeSnapshot(incarnation, services.Options.SnapshotEvery);
        await append;
        _committed.Advance(stretch.View!);
        if (snapshot is not null) services.Journal.SaveSnapshot(snapshot);
    }

    private async Task ConfirmAsync(Incarnation<TState> incarnation, Stretch<TState> stretch)
    {
        await incarnation.Session.ConfirmHeadAsync();
        _committed.Advance(stretch.View!);
    }

    private Snapshot? TakeSnapshot(Incarnation<TState> incarnation, int atLeast)
    {
        var head = incarnation.Head;
        if (head.Version - incarnation.SnapshotVersion < atLeast) return null;
        var snapshot = new Snapshot(key, head.Version, head.Hash, EntityReplay.SnapshotSchema(kernel.Model), EntityReplay.Save(kernel.Model, head));
        EntityReplay.Compact(kernel.Model, head);
        incarnation.FullHistory = false;
        incarnation.SnapshotVersion = head.Version;
        return snapshot;
    }

    private async Task MeetAsync(Incarnation<TState> incarnation, Step need, EntityCall call)
    {
        if (need is Step.NeedsLookup)
        {
            call.Lookup?.Dispose();
            var lookup = call.Lookup = EntityKernel<TState>.LookUp(incarnation.Head, call.Rest.Span);
            // The journal does not know what is still on its way.
            await incarnation.Settled.ConfigureAwait(Quietly);
            if (_current != incarnation) return;
            foreach (var mark in await services.Journal.FindAsync(key, lookup.Ids)) lookup.Add(mark.Id, new KnownMark(mark.Fingerprint, mark.Version));
        }
        else if (_current == incarnation && !incarnation.FullHistory)
        {
            _current = null;
            _settling = incarnation.Settled;
            _loading = LoadAsync(whole: true);
        }
    }

    private void Drop(Incarnation<TState> incarnation)
    {
        if (_current != incarnation) return;
        _current = null;
        _settling = incarnation.Settled;
        Heal();
    }

    /// <summary>Loads again without anybody waiting: a reader is told the truth soon, also when no update comes.</summary>
    private void Heal() => _ = EnsureAsync().ContinueWith(static t => _ = t.Exception, TaskScheduler.Default);

    private async Task EnsureAsync()
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
    }

    private async Task LoadAsync(bool whole)
    {
        // What is on its way is waited for: loading what it is about to change would be loading what is outdated.
        await _settling.ConfigureAwait(Quietly);
        var loader = new EntityLoader<TState>(kernel.Model, services.Journal);
        var (head, snapshotVersion) = whole ? await loader.FoldWholeAsync(key) : await loader.LoadAsync(key);
        _current = new Incarnation<TState>(head, services.Journal.OpenSession(key, head.Version, head.Hash))
        {
            FullHistory = whole || snapshotVersion == 0,
            SnapshotVersion = snapshotVersion,
        };
        _committed.Reset(head.View);
    }
}
