using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Stock;

/// <summary>One stock position under test, with the journal that a shell would keep: look-ups and refolds are answered from its records.
/// Every update is said twice; the second time must change nothing. Between two updates its state lies on a shelf.</summary>
internal sealed class Position(StockKey key, UpdateContracts? contracts = null)
{
    public const string Erp = "/adapters/erp/main";
    private static readonly StockModel Model = new();
    private readonly EntityKernel<StockState> _kernel = new(Model, contracts ?? UpdateContracts.Default);
    private readonly List<JournalRecord> _records = [];
    private EntityHead<StockState> _head = EntityReplay.Start(Model, key.ToEntity());
    private readonly Rest _rest = new();
    private bool _knowsAll;
    private int _said;

    public Position()
        : this(Masters.Key)
    {
    }

    public PlantMaster? Plant { get; set; } = Masters.Plant;

    public ItemMaster? Item { get; set; } = Masters.Bolt;

    public DateTimeOffset Now { get; set; } = Hour(1000);

    /// <summary>How often the records were asked for an identity.</summary>
    public int Lookups { get; private set; }

    /// <summary>How often the whole history was asked for.</summary>
    public int Refolds { get; private set; }

    public IReadOnlyList<JournalRecord> Records => _records;

    public EntityView<StockState> View => _head.View;

    public StockState State => _head.View.State;

    public StockPosition Read => StockViews.ToPosition(_head.View);

    public DomainEvent Last => Event(_records[^1]);

    public static DateTimeOffset Hour(double hours) => new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.FromHours(1)).AddHours(hours);

    public static DomainEvent Event(JournalRecord record) => Model.Events.Read(record.Kind, record.Schema, record.Payload);

    public decimal Balance(StockAccount account = default) => State.Find(account)?.Balance ?? 0;

    public decimal Difference(StockAccount account = default) => State.Find(account)?.Difference ?? 0;

    public Receipt Say(UpdatePayload payload, double? hour = 10, string? id = null, string source = Erp, int epoch = 0) =>
        Say(new Update(new UpdateId(source, epoch, id ?? $"auto-{++_said}"), key.ToEntity(), payload, hour is { } h ? Hour(h) : null));

    public Receipt Say(Update update)
    {
        var first = Decide(update);
        var (version, records) = (_head.Version, _records.Count);
        var second = Decide(update);
        if (first is Receipt.Rejected rejected) Assert.Equal(rejected.Reason.Code, Assert.IsType<Receipt.Rejected>(second).Reason.Code);
        else if (first is Receipt.RetryLater) Assert.IsType<Receipt.RetryLater>(second);
        else Assert.IsType<Receipt.Duplicate>(second);
        Assert.Equal((version, records), (_head.Version, _records.Count));
        return first;
    }

    /// <summary>The event of an update that must be applied.</summary>
    public TEvent Applied<TEvent>(UpdatePayload payload, double? hour = 10, string? id = null, string source = Erp)
        where TEvent : StockEvent
    {
        var receipt = Assert.IsType<Receipt.Applied>(Say(payload, hour, id, source));
        var applied = Assert.IsType<TEvent>(Event(_records[(int)receipt.Version - 1]));
        Assert.Equal(applied.Flags ?? [], receipt.Flags);
        return applied;
    }

    public StockEvent.Moved Moved(UpdatePayload payload, double? hour = 10, string? id = null, string source = Erp) =>
        Applied<StockEvent.Moved>(payload, hour, id, source);

    public string HeldFor(UpdatePayload payload, double? hour = 10, string? id = null)
    {
        var receipt = Assert.IsType<Receipt.Held>(Say(payload, hour, id));
        Assert.IsType<KernelEvent.Held>(Event(_records[(int)receipt.Version - 1]));
        return receipt.Reason.Code;
    }

    public string RefusedFor(UpdatePayload payload, double? hour = 10, string? id = null)
    {
        var before = _records.Count;
        var code = Assert.IsType<Receipt.Rejected>(Say(payload, hour, id)).Reason.Code;
        Assert.Equal(before, _records.Count);
        return code;
    }

    /// <summary>Noted: nothing to change.</summary>
    public void Noted(UpdatePayload payload, double? hour = 10)
    {
        Assert.IsType<Receipt.Applied>(Say(payload, hour));
        Assert.IsType<KernelEvent.Noted>(Last);
    }

    /// <summary>What the shell does where it takes a snapshot.</summary>
    public void Compact()
    {
        EntityReplay.Compact(Model, _head);
        _knowsAll = false;
    }

    /// <summary>What a restart finds: a snapshot at a version, and the records after it.</summary>
    public void RestartFrom(int version)
    {
        var before = Fold(version);
        _head = EntityReplay.Load(Model, key.ToEntity(), before.Version, before.Hash, EntityReplay.Save(Model, before));
        EntityReplay.Fold(Model, _head, _records.Skip(version));
        _knowsAll = false;
    }

    /// <summary>The state that the first records give, nothing forgotten.</summary>
    public EntityHead<StockState> Fold(int version)
    {
        var head = EntityReplay.Start(Model, key.ToEntity());
        EntityReplay.Fold(Model, head, _records.Take(version));
        return head;
    }

    public string Saved() => Saved(_head);

    public static string Saved(EntityHead<StockState> head) => System.Text.Encoding.UTF8.GetString(EntityReplay.Save(Model, head));

    private Receipt Decide(Update update)
    {
        IdentityLookup? found = null;
        while (true)
        {
            var context = new DecisionContext(Now, Plant, Item, _knowsAll);
            switch (_kernel.Decide(_head, update, context, found))
            {
                case Step.NeedsLookup lookup:
                    Assert.Null(found?.Find(_head.Gate, lookup.Id));
                    Lookups++;
                    found = EntityKernel<StockState>.LookUp(_head, [update]);
                    foreach (var r in _records)
                        if (found.Ids.Contains(r.Cause)) found.Add(r.Cause, new KnownMark(r.Fingerprint, r.Version, r.Sequence));
                    break;
                case Step.NeedsHistory:
                    Assert.False(_knowsAll);
                    _head = Fold(_records.Count);
                    _knowsAll = true;
                    Refolds++;
                    break;
                case Step.Decided decided:
                    found?.Dispose();
                    _records.AddRange(decided.Records);
                    _rest.Keep(_head);
                    return decided.Receipt;
            }
        }
    }

    private sealed class Rest : IRestingEntity<StockState>
    {
        private readonly StateShelf<StockState> _shelf = Model.Shelf();
        private EntityView<StockState>? _view;

        public EntityView<StockState>? View => _view! with { State = _shelf.Take() };

        public void Keep(EntityHead<StockState> head)
        {
            var view = head.View;
            _shelf.Put(view.State);
            _view = view with { State = Model.Empty(view.Key) };
            head.Rest(view, this);
            Assert.NotSame(view, head.View);
        }
    }
}
