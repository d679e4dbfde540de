using Sync.Factory.Books;
using Sync.Factory.Reporting;
using static Sync.Factory.Tests.Reporting.MadeUp;

namespace Sync.Factory.Tests.Reporting;

public sealed class QuantityCheckTests
{
    private static readonly Account Lot = new Account("L1").Normalized();
    private readonly Findings _findings = new();
    private readonly PositionEvidence _evidence = Evidence(Record(1, "A", 5, 5), Record(2, "B", 3, 8));

    [Fact]
    public void Three_equal_accounts_are_fine()
    {
        Check(_evidence, Received("A", 5), Received("B", 3));

        Assert.Equal(0, _findings.Total);
    }

    [Fact]
    public void A_quantity_that_was_meant_otherwise_is_a_mismatch()
    {
        Check(_evidence, Received("A", 5), Received("B", 4));

        Assert.Equal(1, _findings[Fault.Mismatch]);
        Assert.Contains("meant 9, recorded 8, received 8", _findings.Problems[0]);
    }

    [Fact]
    public void The_same_sum_under_another_movement_type_is_a_mismatch_of_both()
    {
        var story = new Story(Ref("A"), Position, Noon, new Meaning([new Move(Position, "Transfer", Own, 8)]));
        story.Answer("Applied", 1);

        Check(_evidence, story);

        Assert.Equal(2, _findings[Fault.Mismatch]);
    }

    [Fact]
    public void A_quantity_that_was_received_otherwise_is_a_mismatch_and_so_is_its_sum()
    {
        var sums = PositionSums.Of(_evidence, [Delivered(_evidence.History[0])]);

        QuantityCheck.Run(sums, Expectation.Of([Received("A", 5), Received("B", 3)])[Position], _findings);

        Assert.Equal(2, _findings[Fault.Mismatch]);
    }

    [Fact]
    public void A_position_that_stands_elsewhere_is_a_mismatch()
    {
        Check(_evidence with { Live = Live(2, 7) }, Received("A", 5), Received("B", 3));

        Assert.Equal(4, _findings[Fault.Mismatch]);
    }

    [Theory]
    [InlineData("Applied", false, 5)]
    [InlineData("Superseded", false, 5)]
    [InlineData("Rejected", false, 0)]
    [InlineData("Rejected", true, 0)]
    [InlineData("Held", false, 0)]
    [InlineData("Held", true, 5)]
    [InlineData("Duplicate", true, 5)]
    [InlineData("Duplicate", false, 0)]
    public void What_counts_is_what_was_accepted(string verdict, bool effective, decimal expected)
    {
        var story = Received("A", 5, verdict: verdict);
        story.IsEffective = effective;

        var all = Expectation.Of([story]);

        Assert.Equal(expected, all.GetValueOrDefault(Position)?.Sums()[new MovementKey(Own, "Receipt")] ?? 0);
    }

    [Fact]
    public void A_count_sets_the_account_as_of_its_time_in_whatever_order_facts_came()
    {
        Assert.Equal(10 - 7, CountPart(Received("A", 7, minute: 1), Counted("C", 5, false, (Own, 10)), Received("B", 3, minute: 9)));
        Assert.Equal(10 - 7, CountPart(Counted("C", 5, false, (Own, 10)), Received("B", 3, minute: 9), Received("A", 7, minute: 1)));
    }

    [Fact]
    public void The_newest_count_wins_whichever_came_last() =>
        Assert.Equal(20 - 7, CountPart(Received("A", 7, minute: 1), Counted("new", 6, false, (Own, 20)), Counted("old", 3, false, (Own, 10))));

    [Fact]
    public void Only_a_complete_count_empties_what_it_leaves_out()
    {
        Assert.Equal(0, CountPart(Received("A", 7, minute: 1), Counted("C", 5, false, (Lot, 2))));
        Assert.Equal(-7, CountPart(Received("A", 7, minute: 1), Counted("C", 5, true, (Lot, 2))));
    }

    [Fact]
    public void A_fact_from_before_a_count_is_split_into_movement_and_correction()
    {
        var late = Record(2, "B") with { Shifts = [new Shift(Own, "Receipt", 0, -3, 5)] };

        var sums = PositionSums.Of(Evidence(Record(1, "A", 5, 5), late), []).Recorded;

        Assert.Equal(8, sums[new MovementKey(Own, "Receipt")]);
        Assert.Equal(-3, sums[new MovementKey(Own, "Count")]);
    }

    [Fact]
    public void Reservations_are_what_was_asked_less_what_was_taken_until_they_are_released()
    {
        Story[] stories = [Reserved("A", ReservationAct.Open, 10), Reserved("B", ReservationAct.Consume, 4)];

        Assert.Equal(6, Expectation.Of(stories)[Position].Reserved);
        Assert.Equal(0, Expectation.Of([.. stories, Reserved("C", ReservationAct.Release, null)])[Position].Reserved);
        Assert.Equal(0, Expectation.Of([Reserved("A", ReservationAct.Open, 10, "Rejected"), stories[1]])[Position].Reserved);
    }

    private static decimal CountPart(params Story[] stories) =>
        Expectation.Of(stories)[Position].Sums().GetValueOrDefault(new MovementKey(Own, "Count"));

    private void Check(PositionEvidence evidence, params Story[] stories) =>
        QuantityCheck.Run(PositionSums.Of(evidence, All(evidence)), Expectation.Of(stories)[Position], _findings);
}
