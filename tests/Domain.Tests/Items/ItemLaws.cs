using CsCheck;
using Sync.Contracts;
using Sync.Domain.Items;

namespace Sync.Domain.Tests.Items;

public sealed class ItemLaws
{
    private static readonly Gen<EntityKey> Waiters = Gen.Int[1, 4].Select(i => new EntityKey(EntityKinds.Stock, $"P/L{i}/BOLT"));

    private static readonly Gen<ItemUpdate> Updates = Gen.OneOf(
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], Gen.Bool, (unit, name, lots) =>
            (ItemUpdate)new ItemUpdate.Register(unit == 0 ? UnitCode.Each : UnitCode.Parse("KGM"), $"n{name}", lots)),
        Gen.Int[0, 1].Select(unit => (ItemUpdate)new ItemUpdate.Meet(unit == 0 ? UnitCode.Each : UnitCode.Parse("KGM"))),
        Gen.Select(Waiters, Gen.Long[0, 12], (waiter, seen) => (ItemUpdate)new ItemUpdate.Await(waiter, seen)));

    [Fact]
    public void Whatever_is_said_base_unit_never_changes_nobody_is_forgotten_and_replay_equals_live() => Updates.List[1, 40].Sample(updates =>
    {
        var item = new MasterDriver<ItemState>(new ItemModel(), new EntityKey(EntityKinds.Item, "BOLT"));
        var owed = new List<EntityKey>();
        UnitCode? unit = null;
        foreach (var update in updates)
        {
            var before = item.View.Version;
            var verdict = item.Say(update);
            if (item.State.Terms is { } terms) Assert.Equal(unit ??= terms.BaseUnit, terms.BaseUnit);
            if (update is ItemUpdate.Await { Waiting: var waiting } && verdict is Receipt.Applied && !owed.Contains(waiting)) owed.Add(waiting);
            if (item.View.Version > before && item.Last is ItemEvent.Answered answered && !item.State.Waiting.Contains(answered.Waiting)) owed.Remove(answered.Waiting);
            if (item.View.Version > before && item.Last is ItemEvent.Registered registered)
            {
                Assert.Equal(owed, registered.Resume);
                owed.Clear();
            }

            Assert.Equal(owed, item.State.Waiting);
        }

        item.ReplayEqualsLive();
    });
}
