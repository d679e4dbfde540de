using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Journal;

namespace Sync.Grains.Entities;

/// <summary>One activation of an entity without the actor framework: decides on a head that runs ahead, appends, and believes only what is durable.
/// Decides one turn at a time; calls interleave where they wait. Reads may come from anywhere.</summary>
/// <param name="key">The entity.</param>
/// <param name="kernel">How it decides.</param>
/// <param name="services">What it is given.</param>
/// <param name="turns">Its turns. A turn that nobody waits in may run beside this scheduler, as long as no other runs meanwhile.</param>
internal sealed class EntityCore<TState>(EntityKey key, EntityKernel<TState> kernel, EntityServices services, TaskScheduler turns) : IStanding
    where TState : class
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;
    /// <summary>What snapshots may cost: an entity with much to remember writes it less often.</summary>
    private const int SnapshotBytesARecord = 50;

    private readonly CommittedView<TState> _committed = new(key, kernel.Model.Shelf());
    private Incarnation<TState>? _current;
    private Task _settling = Task.CompletedTask;
    private Task? _loading;
    private Masters _masters;

    public object? Settled => _current is null ? null : _committed.View;

    public bool IsQuiet => _current is { IsQuiet: true };

    /// <summary>The committed view, loaded where it is not in memory. After a failure it is loaded again, and nobody waits for that. Thread-safe.</summary>
    public async Task<EntityView<TState>> ReadAsync()
    {
        if (!_committed.IsThere) await turns.StartAsync(EnsureAsync);
        else if (_current is null) Heal();
        return _committed.View!;
    }

    /// <summary>The committed view once it has reached a version, or null when it does not in time. Thread-safe.</summary>
    public async Task<EntityView<TState>?> ReadAtLeastAsync(long version, TimeSpan timeout)
    {
        await ReadAsync();
        return await _committed.WaitForAsync(version, timeout, services.Clock);
    }

    /// <summary>Decides updates in order; the call is answered when what was decided is durable. Called in a turn.</summary>
    public void Submit(EntityCall call)
    {
        try
        {
            // Nearly always everything is at hand, and nothing waits.
            if (_current is { } incarnation && KnowsMasters(call) && Decide(incarnation, call, _masters) is null)
            {
                call.End();
                return;
            }
        }
        catch (Exception e)
        {
            call.Throw(e);
            call.End();
            return;
        }

        Begin(() => DecideAsync(call));
    }

    /// <summary>As <see cref="Submit"/>, for who waits. Thread-safe.</summary>
    public async Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates)
    {
        var call = new AwaitedCall(updates);
        Begin(() =>
        {
            Submit(call);
            return Task.CompletedTask;
        });
        return (await call.Answer)!.Value;
    }

    /// <summary>Makes what a commit brought visible; where nothing came after it, the head rests on that. On any thread.</summary>
    public void Advance(Commit<TState> commit)
    {
        _committed.Advance(commit.View);
        commit.Incarnation.Head.Rest(commit.View, _committed);
    }

    /// <summary>Gives the receipts of a commit that was made visible. On any thread.</summary>
    public void OnDurable(Commit<TState> commit)
    {
        if (commit.Snapshot is { } snapshot) services.Journal.SaveSnapshot(snapshot);
        commit.Call.End();
    }

    /// <summary>Gives the receipts that are true although a commit failed. Called in a turn.</summary>
    public void OnFailed(Commit<TState> commit, Exception failure)
    {
        Drop(commit.Incarnation);
        var call = commit.Call;
        var durable = _committed.Version;

        // A duplicate of an update in flight shares its fate, whatever that is.
        if (!EntityFailures.IsNothingChanged(failure)) call.Throw(failure);
        else if (commit.Incarnation.Unknown is { } unknown && call.HasDuplicateBeyond(commit.Part, durable)) call.Throw(new OutcomeUnknownException(unknown.Message, failure));
        else call.Fail(commit.Part, durable, failure);
        call.End();
    }

    /// <summary>Runs something in a turn of its own. Thread-safe.</summary>
    public void InTurn(Action turn) => _ = turns.StartAsync(turn);

    /// <summary>Hands a snapshot over if it is worth one. Called in a turn, when the activation ends.</summary>
    public void SaveSnapshot(int atLeast)
    {
        if (_current is not { } incarnation || incarnation.Head.Version != _committed.Version) return;
        if (TakeSnapshot(incarnation, atLeast) is { } snapshot) services.Journal.SaveSnapshot(snapshot);
    }

    /// <summary>Decides what is left of a call that has to wait for something.</summary>
    private async Task DecideAsync(EntityCall call)
    {
        try
        {
            while (!call.IsDecided) await DecideNextAsync(call);
        }
        catch (Exception e) when (EntityFailures.IsNothingChanged(e))
        {
            call.FailRest(e);
        }
        catch (Exception e)
        {
            call.Throw(e);
        }
        finally
        {
            call.Lookup?.Dispose();
            call.End();
        }
    }

    private async Task DecideNextAsync(EntityCall call)
    {
        var masters = KnowsMasters(call) ? _masters : _masters = await services.Masters.ForAsync(key, call.Rest);
        while (_current is null) await EnsureAsync();

        // What comes after an update that was lost must not overtake it.
        if (call.Failure is { } failure) call.FailRest(failure);
        else if (_current is var incarnation && Decide(incarnation, call, masters) is { } need) await MeetAsync(incarnation, need, call);
    }

    private bool KnowsMasters(EntityCall call)
    {
        if (services.Masters.Suffice(_masters, key, call.Rest.Span)) return true;
        if (!services.Masters.TryFind(key, call.Rest.Span, out var found)) return false;
        _masters = found;
        return true;
    }

    /// <summary>Decides as much as can be decided now, and sends it off.</summary>
    /// <returns>What the next update needs before it can be decided; null when all were.</returns>
    private Step? Decide(Incarnation<TState> incarnation, EntityCall call, in Masters masters)
    {
        var from = call.Next;
        var records = default(RecordList);
        incarnation.Head.Gate.Settle(_committed.Version);
        var context = new DecisionContext(services.Clock.GetUtcNow(), masters.Plant, masters.Item, incarnation.FullHistory, services.Formats?.Agreed);
        Step? need = null;
        try
        {
            foreach (var update in call.Rest.Span)
            {
                var step = kernel.Decide(incarnation.Head, update, context, call.Lookup);
                if (step is not Step.Decided decided)
                {
                    need = step;
                    break;
                }

                call.Take(decided.Receipt);
                records.Add(decided.Records);
            }
        }
        catch
        {
            // The head may hold records that will never be sent.
            call.Rewind(from);
            Drop(incarnation);
            throw;
        }

        if (call.Next > from) Send(incarnation, call, from..call.Next, records.ToImmutable());
        return need;
    }

    private void Send(Incarnation<TState> incarnation, EntityCall call, Range part, ImmutableArray<JournalRecord> records)
    {
        if (records.IsEmpty && call.RestsOn(part.Start.Value, _committed.Version)) return;
        call.Begin();

        // A snapshot is taken before the records are handed over: when they are durable, the head may have moved on. What it forgets, the view has forgotten too.
        var snapshot = records.IsEmpty ? null : TakeSnapshot(incarnation, services.Options.SnapshotEvery);
        var commit = new Commit<TState>(this, incarnation, call, part, incarnation.Head.View) { Snapshot = snapshot };
        if (records.IsEmpty)
        {
            Begin(() => ConfirmAsync(commit));
            return;
        }

        incarnation.OnAppendBegun();
        incarnation.Session.Append(records, commit);
        commit.OnHandedOver();
    }

    /// <summary>Duplicates of what is on its way stand when that is durable.</summary>
    private async Task ConfirmAsync(Commit<TState> commit)
    {
        try
        {
            await commit.Incarnation.Session.ConfirmHeadAsync();
        }
        catch (Exception e)
        {
            if (!EntityFailures.IsNothingChanged(e)) commit.Incarnation.Unknown ??= e;
            commit.Call.Note(e);
            OnFailed(commit, e);
            return;
        }

        Advance(commit);
        OnDurable(commit);
    }

    private Snapshot? TakeSnapshot(Incarnation<TState> incarnation, int atLeast)
    {
        var head = incarnation.Head;
        if (head.Version - incarnation.SnapshotVersion < Math.Max(atLeast, incarnation.SnapshotBytes / SnapshotBytesARecord)) return null;
        EntityReplay.Compact(kernel.Model, head);
        var snapshot = new Snapshot(key, head.Version, head.Hash, EntityReplay.SnapshotSchema(kernel.Model), EntityReplay.Save(kernel.Model, head));
        incarnation.FullHistory = false;
        incarnation.SnapshotVersion = head.Version;
        incarnation.SnapshotBytes = snapshot.Body.Length;
        return snapshot;
    }

    private async Task MeetAsync(Incarnation<TState> incarnation, Step need, EntityCall call)
    {
        if (need is Step.NeedsLookup)
        {
            call.Lookup?.Dispose();
            var lookup = call.Lookup = EntityKernel<TState>.LookUp(incarnation.Head, call.Rest.Span);
            foreach (var mark in await services.Journal.FindAsync(key, lookup.Ids)) lookup.Add(mark.Id, new KnownMark(mark.Fingerprint, mark.Version, mark.Sequence));
        }
        else if (_current == incarnation && !incarnation.FullHistory)
        {
            _current = null;
            _settling = incarnation.SettledAsync();
            _loading = LoadAsync(whole: true);
        }
    }

    private void Drop(Incarnation<TState> incarnation)
    {
        if (_current != incarnation) return;
        _current = null;
        _settling = incarnation.SettledAsync();
        Heal();
    }

    /// <summary>Loads again without anybody waiting: a reader is told the truth soon, also when no update comes. Thread-safe.</summary>
    private void Heal() => Begin(() => EnsureAsync().ContinueWith(static t => _ = t.Exception, TaskScheduler.Default));

    /// <summary>Begins work that waits: what comes after its awaits has a turn, which it would not have where a turn runs beside the scheduler.</summary>
    private void Begin(Func<Task> work) => _ = TaskScheduler.Current == turns ? work() : turns.StartAsync(work);

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
        var view = head.View;
        _committed.Reset(view);
        head.Rest(view, _committed);
        head.Gate.Settle(head.Version);
    }
}
