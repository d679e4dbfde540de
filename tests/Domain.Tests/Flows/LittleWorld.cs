using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Flows;
using Sync.Domain.Items;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;
using Sync.Domain.Tests.Kernel;

namespace Sync.Domain.Tests.Flows;

/// <summary>Masters, cases and toy positions, joined by the flows. What flows send is sent until nothing follows any more.</summary>
internal sealed class LittleWorld
{
    private const int Patience = 200;
    private readonly Dictionary<EntityKey, MasterDriver<ItemState>> _items = [];
    private readonly Dictionary<EntityKey, MasterDriver<PlantState>> _plants = [];
    private readonly Dictionary<EntityKey, MasterDriver<CaseState>> _cases = [];
    private readonly Dictionary<EntityKey, MasterDriver<ToyState>> _positions = [];
    private readonly Queue<Update> _todo = new();
    private int _said;

    public List<FlowOutput.SendAt> Due { get; } = [];

    public MasterDriver<ItemState> Item(string id) => Get(_items, new ItemModel(), new EntityKey(EntityKinds.Item, id));

    public MasterDriver<PlantState> Plant(string id) => Get(_plants, new PlantModel(), new EntityKey(EntityKinds.Plant, id));

    public MasterDriver<ToyState> Position(string id) => Get(_positions, new ToyModel(), new EntityKey(EntityKinds.Stock, id));

    public CaseView? Case(string id) => CaseViews.Of(Get(_cases, new CaseModel(), new EntityKey(EntityKinds.Case, id)).View);

    /// <summary>Says something and lets follow what follows; fails when it does not come to rest.</summary>
    public void Say(string kind, string id, UpdatePayload payload)
    {
        _todo.Enqueue(new Update(new UpdateId("/tests", 0, $"{++_said}"), new EntityKey(kind, id), payload, FlowRecords.OccurredAt));
        for (var steps = 0; _todo.TryDequeue(out var update); steps++)
        {
            Assert.True(steps < Patience, $"no rest after {Patience} steps: {update.Payload} to {update.Target}");
            Deliver(update);
        }
    }

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
        Assert.IsType<Receipt>(driver.Say(update), exactMatch: false);
        foreach (var record in driver.Records.Skip(known).ToList())
        {
            foreach (var output in FlowRecords.React(record, driver.Event(record)))
            {
                if (output is FlowOutput.SendAt later) Due.Add(later);
                else _todo.Enqueue(FlowRecords.Sent(output));
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
