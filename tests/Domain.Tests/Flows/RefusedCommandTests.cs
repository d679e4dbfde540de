using Sync.Contracts;
using AllFlows = Sync.Domain.Flows.Flows;

namespace Sync.Domain.Tests.Flows;

public sealed class RefusedCommandTests
{
    private static readonly EntityKey Item = new(EntityKinds.Item, "BOLT");

    private static readonly Update Command = new(
        new UpdateId("/flows/masters", 0, "stock/P/L/BOLT@7#0"), Item, new ItemUpdate.Await(new EntityKey(EntityKinds.Stock, "P/L/BOLT")),
        FlowRecords.OccurredAt, CorrelationId: "thread-1", CausationId: "stock/P/L/BOLT@7");

    [Fact]
    public void A_refused_command_opens_a_case_about_its_target_that_names_cause_and_code()
    {
        var open = AllFlows.CaseOf(Command, Rejected("10000 wait"))!;
        Assert.Equal(new EntityKey(EntityKinds.Case, "flow-refused/item/BOLT"), open.Target);
        Assert.Equal(("/flows/refused", "stock/P/L/BOLT@7", "thread-1"), (open.Id.Source, open.CausationId, open.CorrelationId));
        Assert.StartsWith(Command.Id.ToString(), open.Id.MessageId);
        var payload = Assert.IsType<CaseUpdate.Open>(open.Payload);
        Assert.Equal((ErrorCodes.FlowRefused.Code, Item, Command.Id), (payload.Reason.Code, payload.About, payload.Update));
        Assert.Contains("stock/P/L/BOLT@7", payload.Reason.Message);
        Assert.Contains(ErrorCodes.TooManyHeld.Code, payload.Reason.Message);
        FlowRecords.Survives(open);
    }

    [Fact]
    public void Refused_again_with_another_message_it_is_the_same_case_and_content() =>
        Assert.Equal(AllFlows.CaseOf(Command, Rejected("10000 wait")), AllFlows.CaseOf(Command, Rejected("10001 wait")));

    [Fact]
    public void A_refused_command_about_a_case_opens_none()
    {
        var open = AllFlows.CaseOf(Command, Rejected("x"))!;
        Assert.Null(AllFlows.CaseOf(open, Rejected("x")));
    }

    [Fact]
    public void Names_of_flows_are_distinct() =>
        Assert.Equal(["cases", "claims", "expiry", "masters", "transfer"], AllFlows.All.Select(f => f.Name).Order(StringComparer.Ordinal));

    private static Receipt.Rejected Rejected(string message) => new(Command.Id, ErrorCodes.TooManyHeld.With(message));
}
