using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Kernel;

/// <summary>An entity that is driven as its shell drives it: batches, look-ups for what is left of a batch, folding the whole history, restarts.</summary>
internal sealed class Driven<TState>(EntityModel<TState> model, EntityKey key, UpdateContracts contracts)
    where TState : class
{
    private readonly EntityKernel<TState> _kernel = new(model, contracts);
    private readonly List<JournalRecord> _records = [];
    private bool _knowsAll = true;
    private int _controls;

    public EntityHead<TState> Head { get; private set; } = EntityReplay.Start(model, key);

    public PlantMaster? Plant { get; set; }

    public ItemMaster? Item { get; set; }

    public DateTimeOffset Now { get; set; } = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<JournalRecord> Records => _records;

    public IEnumerable<DomainEvent> Events => _records.Select(r => model.Events.Read(r.Kind, r.Schema, r.Payload));

    public TState State => Head.View.State;

    public IEnumerable<string> Held => Head.View.Held.Select(h => $"{h.Update.Id.MessageId} {h.Reason.Code}");

    /// <summary>A restart with other agreements.</summary>
    public Driven<TState> Agreed(UpdateContracts other)
    {
        var next = new Driven<TState>(model, key, other) { Plant = Plant, Item = Item, Now = Now };
        next._records.AddRange(_records);
        next.Load(_records.Count);
        return next;
    }

    public Receipt Say(Update update) => Assert.Single(Batch(update));

    public Receipt Control(ControlUpdate control) =>
        Say(new Update(new UpdateId(UpdateSources.GatewayApi, 0, $"control-{++_controls}"), key, control));

    public IReadOnlyList<Receipt> Batch(params Update[] updates)
    {
        var receipts = new List<Receipt>();
        IdentityLookup? lookup = null;
        while (receipts.Count < updates.Length)
        {
            switch (_kernel.Decide(Head, updates[receipts.Count], new DecisionContext(Now, Plant, Item, _knowsAll), lookup))
            {
                case Step.NeedsLookup need:
                    Assert.Null(lookup?.Find(Head.Gate, need.Id));
                    lookup?.Dispose();
                    lookup = EntityKernel<TState>.LookUp(Head, updates.AsSpan(receipts.Count));
                    foreach (var record in _records)
                        if (lookup.Ids.Contains(record.Cause)) lookup.Add(record.Cause, new KnownMark(record.Fingerprint, record.Version, record.Sequence));
                    break;
                case Step.NeedsHistory:
                    Assert.False(_knowsAll);
                    Load(0);
                    break;
                case Step.Decided decided:
                    _records.AddRange(decided.Records);
                    receipts.Add(decided.Receipt);
                    break;
            }
        }

        lookup?.Dispose();
        Assert.Equal(_records.Count, Head.Version);
        return receipts;
    }

    /// <summary>A restart from a snapshot of this version and the records after it must give what is live.</summary>
    public void Restart(int version)
    {
        var (view, live) = (Head.View, EntityReplay.Save(model, Head));
        Load(version);
        Assert.Equal(live, EntityReplay.Save(model, Head));
        Assert.Equal(view.Gaps, Head.View.Gaps);
    }

    public void Compact()
    {
        EntityReplay.Compact(model, Head);
        _knowsAll = false;
    }

    private void Load(int version)
    {
        var head = EntityReplay.Start(model, key);
        EntityReplay.Fold(model, head, _records.Take(version));
        if (version > 0) head = EntityReplay.Load(model, key, head.Version, head.Hash, EntityReplay.Save(model, head));
        EntityReplay.Fold(model, head, _records.Skip(version));
        (Head, _knowsAll) = (head, version == 0);
    }
}
