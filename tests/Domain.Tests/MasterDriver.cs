using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests;

/// <summary>One entity under test. Every command is said twice: the second time must change nothing.</summary>
internal sealed class MasterDriver<TState>(EntityModel<TState> model, EntityKey key, UpdateContracts? contracts = null)
    where TState : class
{
    private readonly EntityKernel<TState> _kernel = new(model, contracts ?? UpdateContracts.Default);
    private readonly List<JournalRecord> _records = [];
    private readonly EntityHead<TState> _head = EntityReplay.Start(model, key);
    private int _said;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public PlantMaster? Plant { get; set; }

    public ItemMaster? Item { get; set; }

    public EntityView<TState> View => _head.View;

    public TState State => _head.View.State;

    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>The event of the newest record.</summary>
    public DomainEvent Last => Event(_records[^1]);

    public DomainEvent Event(JournalRecord record) => model.Events.Read(record.Kind, record.Schema, record.Payload);

    public Receipt Say(UpdatePayload payload, string? id = null) =>
        Say(new Update(new UpdateId("/tests", 0, id ?? $"said-{++_said}"), key, payload, Now));

    public Receipt Say(Update update)
    {
        var first = Decide(update);
        var second = Decide(update);
        if (first is Receipt.Rejected) Assert.IsType<Receipt.Rejected>(second);
        else Assert.IsType<Receipt.Duplicate>(second);
        return first;
    }

    /// <summary>The code of the refusal that the command gets.</summary>
    public string Refused(UpdatePayload payload)
    {
        var before = _records.Count;
        var receipt = Assert.IsType<Receipt.Rejected>(Say(payload));
        Assert.Equal(before, _records.Count);
        return receipt.Reason.Code;
    }

    /// <summary>The newest event, which must be of this type and made by this command.</summary>
    public TEvent Applied<TEvent>(UpdatePayload payload)
        where TEvent : DomainEvent
    {
        var receipt = Assert.IsType<Receipt.Applied>(Say(payload));
        return Assert.IsType<TEvent>(Event(_records.Single(r => r.Version == receipt.Version)));
    }

    /// <summary>Replay from the first record, and from a snapshot of any version, must give what is live.</summary>
    public void ReplayEqualsLive()
    {
        var live = EntityReplay.Save(model, _head);
        for (var cut = 0; cut <= _records.Count; cut = cut == _records.Count ? cut + 1 : Math.Min(_records.Count, cut + 1 + (_records.Count / 20)))
        {
            var head = EntityReplay.Start(model, key);
            EntityReplay.Fold(model, head, _records.Take(cut));
            var loaded = EntityReplay.Load(model, key, head.Version, head.Hash, EntityReplay.Save(model, head));
            EntityReplay.Fold(model, loaded, _records.Skip(cut));
            Assert.Equal(_head.Hash, loaded.Hash);
            Assert.Equal(live, EntityReplay.Save(model, loaded));
        }
    }

    private Receipt Decide(Update update)
    {
        var context = new DecisionContext(Now, Plant, Item);
        var step = _kernel.Decide(_head, update, context);
        if (step is Step.NeedsLookup lookup)
        {
            var marks = _records.Where(r => r.Cause == lookup.Id).Select(r => new KnownMark(r.Fingerprint, r.Version, r.Sequence)).ToList();
            step = _kernel.Decide(_head, update, context, marks);
        }

        var decided = Assert.IsType<Step.Decided>(step);
        _records.AddRange(decided.Records);
        return decided.Receipt;
    }
}
