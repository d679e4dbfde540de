using System.Text.Json;
using CsCheck;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>A state that lay on a shelf is the state that was put there, and stays that whatever is put there later.</summary>
public sealed class ShelfLaws
{
    private static readonly StockModel Model = new();

    [Fact]
    public void What_is_taken_is_what_was_put_and_nothing_that_is_put_later_changes_it() =>
        Gen.Select(FactScript.Long, Gen.Int).Sample(
            (steps, seed) =>
            {
                var position = new Position(FactScript.Key) { Item = Masters.Oil };
                var shelf = Model.Shelf();
                var random = new Random(seed);
                var taken = new List<(string Put, StockState Taken)>();
                foreach (var update in FactScript.Requests.Concat(FactScript.Shuffle(FactScript.Build(steps), seed)))
                {
                    position.Say(update);
                    if (random.Next(8) == 0) position.Compact();
                    shelf.Put(position.State);
                    taken.Add((Text(position.State), shelf.Take()));
                }

                Assert.All(taken, t => Assert.Equal(t.Put, Text(t.Taken)));
            },
            iter: 60, threads: 2);

    [Fact]
    public void A_state_may_be_put_back_and_one_of_another_time_after_it()
    {
        var position = new Position();
        var shelf = Model.Shelf();
        var states = new List<StockState> { position.State };
        for (var i = 1; i < 20; i++)
        {
            position.Moved(new Contracts.StockUpdate.Received(Masters.Ea(i), i % 3 == 0 ? Masters.Lot($"L{i}") : default), source: $"/adapters/s{i % 4}/main");
            states.Add(position.State);
        }

        foreach (var state in states.Concat(states.AsEnumerable().Reverse()))
        {
            shelf.Put(state);
            Assert.Equal(Text(state), Text(shelf.Take()));
            shelf.Put(shelf.Take());
            Assert.Equal(Text(state), Text(shelf.Take()));
        }
    }

    [Fact]
    public void An_empty_shelf_has_nothing_to_take() => Assert.Throws<InvalidOperationException>(Model.Shelf().Take);

    [Fact]
    public void A_head_that_moved_on_keeps_what_it_moved_on_to_and_one_that_rests_asks_for_its_own_version_only()
    {
        var position = new Position();
        position.Moved(new Contracts.StockUpdate.Received(Masters.Ea(5)));
        var head = position.Fold(1);
        var (first, rest) = (head.View, new Kept());
        EntityReplay.Compact(Model, head);
        var second = head.View;
        head.Rest(first, rest);
        Assert.Same(second, head.View);

        head.Rest(second, rest);
        Assert.Throws<InvalidOperationException>(() => head.View);
        rest.View = first with { Version = 7 };
        Assert.Throws<InvalidOperationException>(() => head.View);
        rest.View = first;
        Assert.Same(first, head.View);
        Assert.Equal(1, head.Version);
    }

    private static string Text(StockState state) => JsonSerializer.Serialize(state, Model.StateJson);

    private sealed class Kept : IRestingEntity<StockState>
    {
        public EntityView<StockState>? View { get; set; }
    }
}
