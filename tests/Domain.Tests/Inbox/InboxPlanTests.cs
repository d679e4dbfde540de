using System.Collections.Immutable;
using CsCheck;
using Sync.Contracts;
using Sync.Domain.Inbox;

namespace Sync.Domain.Tests.Inbox;

public sealed class InboxPlanTests
{
    [Fact]
    public void An_event_that_cannot_be_read_stops_its_key_and_no_other()
    {
        var plan = Plan("A B A! A B C");
        Assert.Equal(["1A", "2B", "5B", "6C"], Ids(plan));
        var verdict = plan.Conclude(Applied(plan));
        Assert.Equal((InboxState.Dead, "inbox-unreadable"), (verdict.State, verdict.Reason!.Code));
        Assert.Contains("event 3: invalid-payload", verdict.Reason.Message, StringComparison.Ordinal);
        Assert.Equal(["A"], verdict.Keys);
        Assert.Equal([("Applied", 4), ("Rejected", 1), ("Waiting", 1)], verdict.Summary.Select(s => (s.Key, s.Value)));
    }

    [Fact]
    public void What_an_earlier_message_stopped_waits_and_the_rest_goes()
    {
        var plan = Plan("A B A", blocked: ["A"]);
        Assert.Equal(["2B"], Ids(plan));
        var verdict = plan.Conclude(Applied(plan));
        Assert.Equal((InboxState.Waiting, "inbox-queued"), (verdict.State, verdict.Reason!.Code));
        Assert.Equal(["A"], verdict.Keys);
    }

    [Fact]
    public void The_key_of_the_source_stands_for_every_event()
    {
        Assert.Empty(Ids(Plan("A B", key: "k", blocked: ["key:k"])));
        Assert.Equal(["1A", "2B"], Ids(Plan("A B", key: "k", blocked: ["A", "key:other"])));
        var plan = Plan("A B! C", key: "k");
        Assert.Equal(["1A"], Ids(plan));
        Assert.Equal(["key:k"], plan.Conclude(Applied(plan)).Keys);
    }

    [Fact]
    public void A_message_that_cannot_be_read_at_all_stops_the_key_of_its_source_if_it_has_one()
    {
        var refusal = ErrorCodes.MalformedJson.With("no");
        Assert.Equal(["key:k"], InboxPlan.Make(InboundMapping.Of(refusal), "k", Set(), []).Conclude([]).Keys);
        var verdict = InboxPlan.Make(InboundMapping.Of(refusal), null, Set(), []).Conclude([]);
        Assert.Equal((InboxState.Dead, 0, 0), (verdict.State, verdict.Keys.Length, verdict.Receipts.Length));
    }

    [Fact]
    public void What_an_entity_cannot_take_now_waits_with_its_reason()
    {
        var plan = Plan("A B");
        var verdict = plan.Conclude([new Receipt.RetryLater(plan.Updates[0].Id, ErrorCodes.Busy.With("full")), .. Applied(plan).Skip(1)]);
        Assert.Equal((InboxState.Waiting, "busy"), (verdict.State, verdict.Reason!.Code));
        Assert.Equal(["A"], verdict.Keys);
        Assert.Equal([null, "Applied"], verdict.Receipts.Select(r => r.Receipt?.Verdict));
    }

    [Fact]
    public void What_business_refuses_is_a_verdict_and_holds_nobody_up()
    {
        var plan = Plan("A A");
        var verdict = plan.Conclude([.. plan.Updates.Select(u => new Receipt.Rejected(u.Id, ErrorCodes.NotEnoughFree.With("less")))]);
        Assert.Equal((InboxState.Done, null, 0), (verdict.State, verdict.Reason, verdict.Keys.Length));
    }

    [Fact]
    public void Verdicts_that_were_given_stand_and_what_waited_goes()
    {
        var first = Plan("A B", blocked: ["A"]);
        var before = first.Conclude(Applied(first)).Receipts;
        var second = Plan("A B", decided: before);
        Assert.Equal(["1A"], Ids(second));
        var verdict = second.Conclude(Applied(second));
        Assert.Equal((InboxState.Done, 2), (verdict.State, verdict.Receipts.Count(r => r.Receipt is Receipt.Applied)));
    }

    [Fact]
    public void Who_changed_something_is_told_so_however_often_it_is_asked()
    {
        var plan = Plan("A");
        var before = plan.Conclude(Applied(plan)).Receipts;
        var again = plan.Conclude([new Receipt.Duplicate(plan.Updates[0].Id, 1)]);
        Assert.Equal(before, again.After(before).Receipts);
        Assert.IsType<Receipt.Duplicate>(again.After([]).Receipts[0].Receipt);
    }

    // Law: for every key, what goes comes before what waits, and everything that was meant to go is given once.
    [Fact]
    public void No_event_overtakes_another_of_its_key() => Gen.Select(Gen.Char["ABC"], Gen.Int[0, 4]).Array[0, 12].Sample(events =>
    {
        var plan = Plan(string.Join(' ', events.Select(e => e.Item2 == 0 ? $"{e.Item1}!" : $"{e.Item1}")), blocked: ["C"]);
        var verdict = plan.Conclude(Applied(plan));
        foreach (var key in new[] { "A", "B", "C" })
        {
            var fates = events.Select((e, i) => (Of: e.Item1.ToString(), verdict.Receipts[i].Receipt)).Where(e => e.Of == key).Select(e => e.Receipt is Receipt.Applied).ToArray();
            if (fates.Where((goes, i) => goes && fates.Take(i).Any(earlier => !earlier)).Any()) return false;
        }

        return plan.Updates.Length == verdict.Receipts.Count(r => r.Receipt is Receipt.Applied);
    });

    private static InboxPlan Plan(string events, string? key = null, string[]? blocked = null, ImmutableArray<LineReceipt>? decided = null) =>
        InboxPlan.Make(new InboundMapping([.. events.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Line)]), key, Set(blocked ?? []), decided ?? []);

    private static InboundLine Line(string text, int i)
    {
        var (subject, id) = (text.TrimEnd('!'), new UpdateId("/s", 0, $"{i + 1}{text.TrimEnd('!')}"));
        return text.EndsWith('!')
            ? new InboundLine(i + 1, id, subject, null, ErrorCodes.InvalidPayload.With("no"))
            : new InboundLine(i + 1, id, subject, new Update(id, new EntityKey("stock", subject), new StockUpdate.Release("r")), null);
    }

    private static IEnumerable<string> Ids(InboxPlan plan) => plan.Updates.Select(u => u.Id.MessageId);

    private static ImmutableArray<Receipt> Applied(InboxPlan plan) => [.. plan.Updates.Select(u => new Receipt.Applied(u.Id, 1, []))];

    private static HashSet<string> Set(params string[] keys) => [.. keys];
}
