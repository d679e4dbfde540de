using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Flows;
using Sync.Domain.Items;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Flows;

/// <summary>Masters, cases and stock positions, joined by the flows. What flows send is sent until nothing follows any more.</summary>
internal sealed class LittleWorld(Func<int, int>? next = null)
{
    private readonly Dictionary<EntityKey, MasterDriver<ItemState>> _items = [];
    private readonly Dictionary<EntityKey, MasterDriver<PlantState>> _plants = [];
    private readonly Dictionary<EntityKey, MasterDriver<CaseState>> _cases = [];
    private readonly Dictionary<EntityKey, MasterDriver<StockState>> _positions = [];
    private readonly List<Update> _todo = [];
    private int _said;

    public List<FlowOutput.SendAt> Due { get; } = [];

    public decimal OnHand(string id) => StockViews.ToPosition(Position(id).View).Measures.OnHand;

    public MasterDriver<ItemState> Item(string id) => Get(_items, new ItemModel(), new EntityKey(EntityKinds.Item, id));

    public MasterDriver<PlantState> Plant(string id) => Get(_plants, new PlantModel(), new EntityKey(EntityKinds.Plant, id));

    public MasterDriver<StockState> Position(string id) => Get(_positions, new StockModel(), new EntityKey(EntityKinds.Stock, id));

    public CaseView? Case(string id) => CaseViews.Of(Get(_cases, new CaseModel(), new EntityKey(EntityKinds.Case, id)).View);

    /// <summary>Says something and lets follow what follows.</summary>
    public void Say(string kind, string id, UpdatePayload payload)
    {
        Plan(kind, id, payload);
        Run();
    }

    /// <summary>Something that will be said.</summary>
    public void Plan(string kind, string id, UpdatePayload payload) =>
        _todo.Add(new Update(new UpdateId("/tests", 0, $"{++_said}"), new EntityKey(kind, id), payload, FlowRecords.OccurredAt));

    /// <summary>Says what is planned and what follows, each time the one that is picked (the first, unless told otherwise); what one entity
    /// causes at another stays in its order, as in a lane. Fails when it does not come to rest.</summary>
    public void Run(int patience = 200)
    {
        for (; _todo.Count > 0; patience--)
        {
            var picked = _todo[next?.Invoke(_todo.Count) ?? 0];
            var at = picked.CausationId is null ? _todo.IndexOf(picked) : _todo.FindIndex(u => u.Target == picked.Target && Cause(u) == Cause(picked));
            var update = _todo[at];
            _todo.RemoveAt(at);
            Assert.True(patience > 0, $"no rest: {update.Payload} to {update.Target}");
            Deliver(update);
        }
    }

    private static string? Cause(Update update) => update.CausationId?[..update.CausationId.LastIndexOf('@')];

    private void Deliver(Update update)
    {
        switch (update.Target.Kind)
        {
            case EntityKinds.Item: Deliver(Item(update.Target.Id), update); break;
            case EntityKinds.Plant: Deliver(Plant(update.Target.Id), update); break;
            case EntityKinds.Case: Deliver(Get(_cases, new CaseModel(), update.Target), update); break;
            default:
                var key = StockKey.Parse(update.Target.Id);
                var position = Position(update.Target.Id);
                position.Item = ItemViews.Of(Item(Identifiers.ToSegment(key.Item.Value)).View);
                position.Plant = PlantViews.Of(Plant(Identifiers.ToSegment(key.Plant.Value)).View);
                Deliver(position, update);
                break;
        }
    }

    private void Deliver<TState>(MasterDriver<TState> driver, Update update)
        where TState : class
    {
        var known = driver.Records.Count;
        Assert.IsNotType<Receipt.Rejected>(driver.Say(update));
        foreach (var record in driver.Records.Skip(known).ToList())
        {
            foreach (var output in FlowRecords.React(record, driver.Event(record)))
            {
                if (output is FlowOutput.SendAt later) Due.Add(later);
                else _todo.Add(FlowRecords.Sent(output));
            }
        }
    }

    private static MasterDriver<TState> Get<TState>(Dictionary<EntityKey, MasterDriver<TState>> all, EntityModel<TState> model, EntityKey key)
        where TState : class
    {
        if (!all.TryGetValue(key, out var driver)) all[key] = driver = new MasterDriver<TState>(model, key);
        return driver;
    }
}
