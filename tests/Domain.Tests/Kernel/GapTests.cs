using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Tests.Flows;
using static Sync.Domain.Tests.Kernel.LogModel;

namespace Sync.Domain.Tests.Kernel;

/// <summary>A strict sequence is never skipped silently: later updates wait, visibly, and go on by themselves.</summary>
public sealed class GapTests
{
    private static readonly UpdateContracts Strict = new(new SourceContract(A, Order: OrderRule.Strict, GapTimeout: TimeSpan.FromMinutes(10)));
    private readonly Driven<LogState> _log = new(new LogModel(), Key, Strict) { Item = Item };

    [Fact]
    public void Later_updates_wait_for_the_missing_one_and_follow_it_in_order()
    {
        _log.Say(Say(A, 1, 1));
        var held = Assert.IsType<Receipt.Held>(_log.Say(Say(A, 5, 5)));
        Assert.Equal(ErrorCodes.SequenceGap.Code, held.Reason.Code);
        Assert.Contains("waits for 2 to 4", held.Reason.Message, StringComparison.Ordinal);
        _log.Say(Say(A, 3, 3));
        Assert.Equal(["2", "4"], _log.Head.View.Gaps.Select(g => g.Range));
        _log.Say(Say(A, 4, 4));
        _log.Restart(2);
        Assert.Equal(" 1", _log.State.FromA);
        Assert.IsType<Receipt.Duplicate>(_log.Say(Say(A, 4, 4)));
        Assert.Equal(5, Assert.IsType<Receipt.Applied>(_log.Say(Say(A, 2, 2))).Version);
        Assert.Equal((" 1 2 3 4 5", 0), (_log.State.FromA, _log.Head.View.Held.Length));
        Assert.Empty(_log.Head.View.Gaps);
        _log.Restart(6);
    }

    [Fact]
    public void A_sequence_begins_at_its_first_number()
    {
        Assert.IsType<Receipt.Held>(_log.Say(Say(A, 2, 2)));
        _log.Say(Say(A, 1, 1));
        Assert.Equal(" 1 2", _log.State.FromA);
        var late = new Driven<LogState>(new LogModel(), Key, new UpdateContracts(new SourceContract(A, Order: OrderRule.Strict, FirstSequence: 70))) { Item = Item };
        Assert.IsType<Receipt.Applied>(late.Say(Say(A, 70, 1)));
        Assert.IsType<Receipt.Held>(late.Say(Say(A, 72, 1)));
    }

    [Fact]
    public void Other_sources_pass_and_so_do_types_that_commute()
    {
        var log = new Driven<LogState>(new LogModel(), Key, new UpdateContracts(new SourceContract(A, "com.orleanssync.stock.counted.v1", OrderRule.Strict))) { Item = Item };
        Assert.IsType<Receipt.Held>(log.Say(Say(A, 3, 3, counted: true)));
        Assert.IsType<Receipt.Applied>(log.Say(Say(B, 9, 9)));
        Assert.IsType<Receipt.Applied>(log.Say(Say(A, 2, 2)));
        Assert.Equal("3 sequence-gap", Assert.Single(log.Held));
        Assert.IsType<Receipt.Applied>(log.Say(Say(A, 1, 1)));
        Assert.Equal((" 2 1 3", " 9"), (log.State.FromA, log.State.FromB));
    }

    [Fact]
    public void An_operator_declares_what_does_not_exist_and_that_is_recorded()
    {
        _log.Say(Say(A, 1, 1));
        _log.Say(Say(A, 5, 5));
        _log.Say(Say(A, 4, 4));
        Assert.IsType<Receipt.Applied>(_log.Control(new ControlUpdate.DeclareMissing(A, 0, 2, 3, "restored from a backup", "ada")));
        Assert.Equal(" 1 4 5", _log.State.FromA);
        Assert.Equal((2, 3, "ada"), _log.Events.OfType<KernelEvent.SequencesDeclared>().Select(d => (d.From, d.To, d.By)).Single());
        _log.Restart(4);
        Assert.Equal(ErrorCodes.IdentityConflict.Code, Assert.IsType<Receipt.Held>(_log.Say(Say(A, 2, 2))).Reason.Code);
        Assert.Equal(" 1 4 5", _log.State.FromA);
    }

    [Theory]
    [InlineData(A, 1, 2)]
    [InlineData(A, 0, 9)]
    [InlineData(B, 2, 3)]
    public void Only_what_is_missing_in_a_strict_sequence_can_be_declared_so(string source, long from, long to)
    {
        _log.Say(Say(A, 1, 1));
        _log.Say(Say(A, 5, 5));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, Assert.IsType<Receipt.Rejected>(_log.Control(new ControlUpdate.DeclareMissing(source, 0, from, to, "why", "ada"))).Reason.Code);
    }

    [Fact]
    public void A_case_opens_when_the_time_is_up_and_closes_with_the_gap()
    {
        _log.Say(Say(A, 3, 3));
        var due = Assert.IsType<ControlUpdate.GapDue>(Follow(0).Single().Payload);
        Assert.Equal(_log.Now.AddMinutes(10), Assert.IsType<KernelEvent.Held>(_log.Events.Single()).Due);
        FlowRecords.Survives(Follow(0).Single());
        _log.Say(Say(A, 6, 6));
        _log.Control(due);
        var open = Assert.IsType<CaseUpdate.Open>(Follow(2).Single().Payload);
        Assert.Contains("/adapters/a/1 sequence 1 to 2, 4 to 5", open.Reason.Message, StringComparison.Ordinal);
        _log.Control(due);
        Assert.Equal(3, _log.Records.Count);
        _log.Restart(3);
        _log.Batch(Say(A, 1, 1), Say(A, 2, 2), Say(A, 4, 4));
        Assert.DoesNotContain(Enumerable.Range(3, _log.Records.Count - 3).SelectMany(Follow), u => u.Payload is CaseUpdate.Resolve);
        _log.Say(Say(A, 5, 5));
        Assert.Equal("case/sequence-gap/stock/P/L/I", Assert.Single(Enumerable.Range(3, _log.Records.Count - 3).SelectMany(Follow), u => u.Payload is CaseUpdate.Resolve).Target.ToString());
    }

    [Fact]
    public void A_gap_that_closed_in_time_leaves_nothing_to_say()
    {
        _log.Batch(Say(A, 2, 2), Say(A, 1, 1));
        var records = _log.Records.Count;
        Assert.IsType<Receipt.Applied>(_log.Control(new ControlUpdate.GapDue(new UpdateId(A, 0, "2"))));
        Assert.Equal(records, _log.Records.Count);
        Assert.DoesNotContain(Enumerable.Range(0, records).SelectMany(Follow), u => u.Payload is CaseUpdate);
    }

    [Fact]
    public void A_key_keeps_so_many_waiting_and_then_asks_the_source_to_retry()
    {
        for (var s = 2; s <= EntityKernel<LogState>.HeldLimit + 1; s++) Assert.IsType<Receipt.Held>(_log.Say(Say(A, s, s % 100)));
        Assert.Equal(ErrorCodes.TooManyHeld.Code, Assert.IsType<Receipt.RetryLater>(_log.Say(Say(A, 5000, 1))).Reason.Code);
        Assert.IsType<Receipt.Applied>(_log.Say(Say(B, 1, 1)));
        _log.Say(Say(A, 1, 1));
        Assert.Empty(_log.Held);
        Assert.Equal(Enumerable.Range(1, EntityKernel<LogState>.HeldLimit + 1).Select(s => $"{(s == 1 ? 1 : s % 100)}"), _log.State.FromA.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private IEnumerable<Update> Follow(int record) =>
        Domain.Flows.Flows.All.SelectMany(f => f.React(_log.Records[record], _log.Events.ElementAt(record))).Select(FlowRecords.Command);
}
