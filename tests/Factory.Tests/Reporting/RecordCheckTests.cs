using Sync.Factory.Reporting;
using static Sync.Factory.Tests.Reporting.MadeUp;

namespace Sync.Factory.Tests.Reporting;

public sealed class RecordCheckTests
{
    private readonly Findings _findings = new();

    [Fact]
    public void An_applied_update_with_its_record_is_fine()
    {
        var story = Received("A", 5, version: 1);

        RecordCheck.Run(Evidence(Record(1, "A", 5, 5)), [story], _findings);

        Assert.Equal(0, _findings.Total);
        Assert.True(story.IsEffective);
    }

    [Fact]
    public void An_acknowledged_update_without_its_record_is_lost()
    {
        RecordCheck.Run(Evidence(), [Received("A", 5, version: 1)], _findings);

        Assert.Equal(1, _findings[Fault.Lost]);
    }

    [Fact]
    public void An_acknowledged_version_that_records_another_update_is_lost()
    {
        RecordCheck.Run(Evidence(Record(1, "B", 5, 5)), [Received("A", 5, version: 1), Received("B", 5, version: 1)], _findings);

        Assert.Equal(1, _findings[Fault.Lost]);
    }

    [Fact]
    public void An_update_applied_twice_is_doubled()
    {
        RecordCheck.Run(Evidence(Record(1, "A", 5, 5), Record(2, "A", 5, 10)), [Received("A", 5, version: 1)], _findings);

        Assert.Equal(1, _findings[Fault.Doubled]);
    }

    [Fact]
    public void A_record_under_our_name_that_we_never_sent_is_doubled_and_one_of_a_flow_is_not()
    {
        RecordCheck.Run(Evidence(Record(1, "A", 5, 5), Record(2, "A-B", 5, 10), Record(3, "x", source: "stock/P100/RM02/BOLT")), [Received("A", 5, version: 1)], _findings);

        Assert.Equal(1, _findings[Fault.Doubled]);
        Assert.Equal(1, _findings.Total);
    }

    [Fact]
    public void A_held_update_that_is_applied_later_is_fine_and_effective()
    {
        var story = Received("A", 5, verdict: "Held", version: 1);
        story.Answer("Duplicate", 3);

        RecordCheck.Run(Evidence(Record(1, "A", kind: "update.held"), Record(2, "resume", source: "/system"), Record(3, "A", 5, 5)), [story], _findings);

        Assert.Equal(0, _findings.Total);
        Assert.True(story.IsEffective);
    }

    [Fact]
    public void A_held_update_that_waits_is_fine_and_not_effective()
    {
        var story = Received("A", 5, verdict: "Held", version: 1);

        RecordCheck.Run(Evidence(Record(1, "A", kind: "update.held")), [story], _findings);

        Assert.Equal(0, _findings.Total);
        Assert.False(story.IsEffective);
    }

    [Fact]
    public void A_held_update_that_waits_by_the_history_and_not_by_the_position_is_noticed()
    {
        var evidence = Evidence(Record(1, "A", kind: "update.held")) with { Live = Live(1, 0, held: 0) };

        RecordCheck.Run(evidence, [Received("A", 5, verdict: "Held", version: 1)], _findings);

        Assert.Equal(1, _findings[Fault.Mismatch]);
    }

    [Fact]
    public void A_held_update_that_an_operator_gave_up_does_not_wait()
    {
        var discard = Record(2, "discard", kind: "update.discarded", source: "/operator") with { GivenUp = Ref("A") };

        RecordCheck.Run(Evidence(Record(1, "A", kind: "update.held"), discard), [Received("A", 5, verdict: "Held", version: 1)], _findings);

        Assert.Equal(0, _findings.Total);
    }

    [Fact]
    public void A_held_answer_on_a_version_that_applies_is_a_mismatch()
    {
        RecordCheck.Run(Evidence(Record(1, "A", 5, 5)), [Received("A", 5, verdict: "Held", version: 1)], _findings);

        Assert.Equal(1, _findings[Fault.Mismatch]);
    }

    [Fact]
    public void A_rejected_update_that_is_recorded_is_a_mismatch()
    {
        RecordCheck.Run(Evidence(Record(1, "A", 5, 5)), [Received("A", 5, verdict: "Rejected")], _findings);

        Assert.Equal(1, _findings[Fault.Mismatch]);
    }

    [Fact]
    public void A_duplicate_that_points_to_another_update_is_lost()
    {
        var story = Received("A", 5, version: 1);
        story.Answer("Duplicate", 2);

        RecordCheck.Run(Evidence(Record(1, "A", 5, 5), Record(2, "B", 5, 10)), [story, Received("B", 5, version: 2)], _findings);

        Assert.Equal(1, _findings[Fault.Lost]);
    }

    [Theory]
    [InlineData("Duplicate,Applied", "Applied")]
    [InlineData("Rejected,Applied", "Applied")]
    [InlineData("Held,Duplicate", "Held")]
    [InlineData("Duplicate,Superseded", "Superseded")]
    [InlineData("Duplicate", "Duplicate")]
    [InlineData("", null)]
    public void The_strongest_answer_is_the_verdict(string answers, string? verdict)
    {
        var story = Received("A", 5, verdict: null);
        foreach (var answer in answers.Split(',', StringSplitOptions.RemoveEmptyEntries)) story.Answer(answer, 1);

        Assert.Equal(verdict, story.Verdict);
    }
}
