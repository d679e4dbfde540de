using CsCheck;
using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>Goods that are transferred are at the sender, in transit, or at the receiver: never at two of them and never at none.</summary>
public sealed class TransferLaws
{
    private static readonly Gen<(int From, int To, int Quantity)[]> Transfers =
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 2], Gen.Int[1, 9]).Select((from, step, quantity) => (from, (from + step) % 3, quantity)).Array[1, 25];

    [Fact]
    public void The_sum_over_sender_transit_and_receiver_is_zero_at_every_step_that_a_view_sees() =>
        Gen.Select(Transfers, Gen.Int).Sample(
            (transfers, seed) =>
            {
                var random = new Random(seed);
                var factory = new Factory(transfers, random);
                factory.RunToEnd();
                var view = new View(factory.Positions, fromTheBeginning: true);
                while (view.Next(random)) Assert.Equal(0, view.OnHand + view.InTransit);
                Assert.Equal((0, 0), (view.OnHand, view.InTransit));
            },
            iter: 300, threads: 2);

    [Fact]
    public void A_view_that_starts_in_the_middle_ends_with_the_same_sum() =>
        Gen.Select(Transfers, Gen.Int, Gen.Double.Unit).Sample(
            (transfers, seed, progress) =>
            {
                var random = new Random(seed);
                var factory = new Factory(transfers, random);
                while (factory.Done < progress && factory.Step()) { }

                // The head of the feed is read, then positions are read one by one while the factory goes on.
                var view = new View(factory.Positions, fromTheBeginning: false);
                var unread = factory.Positions.Index().OrderBy(_ => random.Next()).ToList();
                foreach (var (index, position) in unread)
                {
                    for (var i = random.Next(6); i > 0; i--) factory.Step();
                    view.Load(index, position.Records.Count);
                }

                if (random.Next(2) == 0) factory.RunToEnd();
                while (view.Next(random)) { }
                Assert.Equal(0, view.OnHand + view.InTransit);
            },
            iter: 300, threads: 2);

    [Fact]
    public void An_arrival_that_is_forgotten_by_a_loaded_receiver_is_settled_by_its_confirmation()
    {
        var (sender, receiver) = (new Position(At("RM01", "BOLT-M8")), new Position(At("FG01", "BOLT-M8")));
        var sent = sender.Moved(new StockUpdate.Transferred(Ea(4), LocationId.Parse("FG01"))).Transfer!;
        receiver.Say(new StockUpdate.Arrive(sent.Id, At("RM01", "BOLT-M8"), Ea(4), default));
        for (var i = 0; i < 40; i++) receiver.Say(new StockUpdate.Arrive($"other-{i}", At("RM02", "BOLT-M8"), Ea(1), default));
        var book = new TransitBook();
        book.Load(sender.View);
        book.Load(receiver.View);
        sender.Say(new Update(
            new UpdateId("/flows/transfer", 0, "c"), At("RM01", "BOLT-M8").ToEntity(), new StockUpdate.ConfirmArrival(sent.Id, Ea(4)),
            Position.Hour(1), CausationId: receiver.Records[0].ChangeId));
        book.Apply(sender.Records[^1], sender.Last);
        Assert.Equal(0, book.Out(At("RM01", "BOLT-M8")));
    }

    /// <summary>Three positions, their transfers, and the flow that carries them, in any order that respects cause and effect, some of it twice.</summary>
    private sealed class Factory
    {
        private readonly Random _random;
        private readonly List<(int Position, Update Update)> _pending = [];
        private readonly int _total;
        private int _done;

        public Factory((int From, int To, int Quantity)[] transfers, Random random)
        {
            _random = random;
            for (var i = 0; i < transfers.Length; i++)
            {
                var (from, to, quantity) = transfers[i];
                Plan(from, $"t{i}", new StockUpdate.Transferred(Ea(quantity), Location(to).Location));
            }

            _total = transfers.Length * 3;
        }

        public Position[] Positions { get; } = [new(Location(0)), new(Location(1)), new(Location(2))];

        public double Done => (double)_done / _total;

        public void RunToEnd()
        {
            while (Step()) { }
        }

        public bool Step()
        {
            if (_pending.Count == 0) return false;
            var at = _random.Next(_pending.Count);
            var (index, update) = _pending[at];
            if (_random.Next(4) != 0) _pending.RemoveAt(at);
            var position = Positions[index];
            if (position.Say(update) is not Receipt.Applied) return true;
            _done++;
            React(position.Records[^1], index);
            return true;
        }

        private void React(JournalRecord record, int index)
        {
            switch (Position.Event(record))
            {
                case StockEvent.Moved { Transfer: { } sent } moved:
                    Plan(IndexOf(sent.To), record.ChangeId, new StockUpdate.Arrive(sent.Id, Location(index), Ea(sent.Amount), moved.Changes[0].Account), record.ChangeId);
                    break;
                case StockEvent.TransferArrived arrived:
                    Plan(IndexOf(arrived.From.Location), record.ChangeId, new StockUpdate.ConfirmArrival(arrived.TransferId, Ea(arrived.Amount)), record.ChangeId);
                    break;
            }
        }

        private void Plan(int index, string id, StockUpdate payload, string? cause = null) => _pending.Add((index, new Update(
            new UpdateId(cause is null ? Position.Erp : "/flows/transfer", 0, id), Location(index).ToEntity(), payload, Position.Hour(1), CausationId: cause)));

        private static StockKey Location(int index) => At(new[] { "RM01", "RM02", "FG01" }[index], "BOLT-M8");

        private static int IndexOf(LocationId location) => location.Value switch { "RM01" => 0, "RM02" => 1, _ => 2 };
    }

    /// <summary>The live stock of the plant: each position's records in order, positions in any order, as lanes bring them.</summary>
    private sealed class View
    {
        private readonly Position[] _positions;
        private readonly int[] _next;
        private readonly StockRow?[] _rows;
        private readonly TransitBook _book = new();

        public View(Position[] positions, bool fromTheBeginning)
        {
            _positions = positions;
            _next = [.. positions.Select(p => fromTheBeginning ? 0 : p.Records.Count)];
            _rows = new StockRow?[positions.Length];
        }

        public decimal OnHand => _rows.Sum(r => r?.Measures.OnHand ?? 0);

        public decimal InTransit => _positions.Sum(p => _book.Out(p.State.Key));

        public void Load(int index, int version)
        {
            var view = _positions[index].Fold(version).View;
            _rows[index] = StockRows.Of(view);
            _book.Load(view);
        }

        public bool Next(Random random)
        {
            var open = Enumerable.Range(0, _positions.Length).Where(i => _next[i] < _positions[i].Records.Count).ToArray();
            if (open.Length == 0) return false;
            var index = open[random.Next(open.Length)];
            var record = _positions[index].Records[_next[index]++];
            var @event = Position.Event(record);
            _book.Apply(record, @event);
            if (record.Version > (_rows[index]?.Version ?? 0)) _rows[index] = StockRows.Patch(_rows[index], record, @event);
            return true;
        }
    }
}
