using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Tests.Stock;

namespace Sync.Domain.Tests.Kernel;

/// <summary>Where the contract says that a sequence is the identity, ranges of sequences remember it for ever.</summary>
public sealed class SequenceIdentityTests
{
    private readonly Sequenced _position = new(Sequenced.BySequence);

    [Fact]
    public void A_year_of_updates_sent_again_has_no_effect_and_the_memory_of_it_stays_flat()
    {
        const int days = 365;
        const int perDay = 1000;
        var sizes = new List<int>();
        for (var day = 0; day < days; day++)
        {
            SayDay(day, perDay, (u, r) => Assert.True(r is Receipt.Applied, u.Id.ToString()));
            _position.Compact();
            if (day % 30 != 20) continue;
            sizes.Add(_position.Restart());
        }

        Assert.Equal((0, days * perDay), (_position.Lookups, _position.Balance));
        Assert.Equal((1, 0), (Assert.Single(_position.Head.Gate.Sequences!.Lanes).Ranges.Count, _position.Head.Gate.Left.Count));
        Assert.InRange(sizes[^1] - sizes[0], 0, 150);

        var version = _position.Head.Version;
        for (var day = 0; day < days; day++) SayDay(day, perDay, (_, r) => Assert.IsType<Receipt.Duplicate>(r));
        Assert.Equal((version, days * perDay), (_position.Head.Version, _position.Balance));
        Assert.InRange(_position.Restart() - sizes[^1], 0, 150);
    }

    [Fact]
    public void The_memory_grows_with_holes_and_not_with_messages()
    {
        for (var s = 1; s <= 5000; s++)
            if (s % 100 != 0) _position.Say(Sequenced.Receive(s));
        var lane = Assert.Single(_position.Head.Gate.Sequences!.Lanes);
        Assert.Equal(50, lane.Ranges.Count);
        for (var s = 100; s <= 5000; s += 100) Assert.IsType<Receipt.Applied>(_position.Say(Sequenced.Receive(s)));
        Assert.Equal((1, 5000), (lane.Ranges.Count, _position.Balance));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void Other_content_under_a_known_sequence_is_held_as_a_conflict_however_old_the_first_is(int later)
    {
        for (var s = 1; s <= later; s++) _position.Say(Sequenced.Receive(s));
        _position.Restart();
        var held = Assert.IsType<Receipt.Held>(_position.Say(Sequenced.Receive(1, 7)));
        Assert.Equal((ErrorCodes.IdentityConflict.Code, later), (held.Reason.Code, _position.Balance));
        Assert.IsType<Receipt.Duplicate>(_position.Say(Sequenced.Receive(1, 7)));
        Assert.IsType<Receipt.Duplicate>(_position.Say(Sequenced.Receive(1)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void Another_message_id_under_a_known_sequence_is_a_conflict(int later)
    {
        for (var s = 1; s <= later; s++) _position.Say(Sequenced.Receive(s));
        Assert.Equal(ErrorCodes.IdentityConflict.Code, Assert.IsType<Receipt.Held>(_position.Say(Sequenced.Receive(1, id: "other"))).Reason.Code);
        Assert.Equal(later, _position.Balance);
    }

    [Theory]
    [InlineData(1, 1)] // In the window of the newest.
    [InlineData(200, 1)] // Long out of it.
    [InlineData(1, 7)]
    [InlineData(200, 7)]
    public void The_number_is_the_identity_so_an_old_message_id_under_a_new_number_is_a_new_update(int later, int quantity)
    {
        for (var s = 1; s <= later; s++) _position.Say(Sequenced.Receive(s));
        Assert.IsType<Receipt.Applied>(_position.Say(Sequenced.Receive(later + 1, quantity, id: "m1")));
        Assert.Equal(later + quantity, _position.Balance);
        Assert.IsType<Receipt.Duplicate>(_position.Say(Sequenced.Receive(later + 1, quantity, id: "m1")));
        Assert.IsType<Receipt.Duplicate>(_position.Say(Sequenced.Receive(1)));
        _position.Restart();
        Assert.IsType<Receipt.Duplicate>(_position.Say(Sequenced.Receive(later + 1, quantity, id: "m1")));
        Assert.Equal(later + quantity, _position.Balance);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(200)]
    public void An_old_message_id_under_a_number_of_another_is_a_conflict_however_old_they_are(int later)
    {
        for (var s = 1; s <= later; s++) _position.Say(Sequenced.Receive(s));
        var held = Assert.IsType<Receipt.Held>(_position.Say(Sequenced.Receive(2, id: "m1")));
        Assert.Equal((ErrorCodes.IdentityConflict.Code, later), (held.Reason.Code, _position.Balance));
    }

    [Fact]
    public void What_came_before_the_agreement_is_known_by_its_message_id()
    {
        foreach (var later in new[] { 0, 200 })
        {
            var before = new Driven<Domain.Stock.StockState>(new Domain.Stock.StockModel(), Masters.Key.ToEntity(), UpdateContracts.Default) { Plant = Masters.Plant, Item = Masters.Bolt };
            before.Say(Sequenced.Receive(1, id: "old") with { Sequence = null });
            for (var i = 0; i < later; i++) before.Say(Sequenced.Receive(1, id: $"x{i}", source: "/adapters/other/1"));
            var agreed = before.Agreed(Sequenced.BySequence);
            Assert.IsType<Receipt.Duplicate>(agreed.Say(Sequenced.Receive(5, id: "old")));
            Assert.IsType<Receipt.Applied>(agreed.Say(Sequenced.Receive(5, id: "new")));
        }
    }

    [Fact]
    public void Where_nothing_is_agreed_a_sequence_says_nothing_about_identity()
    {
        var position = new Sequenced(UpdateContracts.Default);
        for (var s = 1; s <= 200; s++) Assert.IsType<Receipt.Applied>(position.Say(Sequenced.Receive(1, id: $"m{s}")));
        Assert.IsType<Receipt.Duplicate>(position.Say(Sequenced.Receive(9, id: "m1")));
        Assert.Null(position.Head.Gate.Sequences);
    }

    [Fact]
    public void Epochs_and_sources_count_for_themselves()
    {
        foreach (var (epoch, source) in new[] { (0, Sequenced.Mes), (1, Sequenced.Mes), (0, "/adapters/other/1") })
        {
            for (var s = 1; s <= 100; s++) Assert.IsType<Receipt.Applied>(_position.Say(Sequenced.Receive(s, epoch: epoch, source: source)));
        }

        Assert.Equal((2, 300), (_position.Head.Gate.Sequences!.Lanes.Count, _position.Balance));
    }

    [Fact]
    public void What_was_seen_by_sequence_is_a_duplicate_also_when_the_agreement_ends()
    {
        for (var s = 1; s <= 200; s++) _position.Say(Sequenced.Receive(s));
        var kernel = new EntityKernel<Domain.Stock.StockState>(new Domain.Stock.StockModel());
        var context = new DecisionContext(Position.Hour(1000), Masters.Plant, Masters.Bolt);
        Assert.IsType<Step.NeedsLookup>(kernel.Decide(_position.Head, Sequenced.Receive(1), context));
        Assert.IsType<Step.NeedsLookup>(kernel.Decide(_position.Head, Sequenced.Receive(1) with { Sequence = null }, context));
    }

    private void SayDay(int day, int perDay, Action<Update, Receipt> check)
    {
        for (var i = 0; i < perDay; i++)
        {
            // Neighbours come swapped, as they do.
            var update = Sequenced.Receive((day * perDay) + 1 + (i ^ 1));
            check(update, _position.Say(update));
        }
    }
}
