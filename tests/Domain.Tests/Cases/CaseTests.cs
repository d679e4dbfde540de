using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Cases;

public sealed class CaseTests
{
    private static readonly EntityKey About = new(EntityKinds.Stock, "P100/RM01/BOLT");
    private static readonly Refusal Reason = ErrorCodes.ItemUnknown.With("item BOLT is not registered");
    private static readonly CaseUpdate.Open Opening = new(Reason, About, new UpdateId("/adapters/erp", 0, "GR-1"));
    private readonly MasterDriver<CaseState> _case = new(new CaseModel(), CaseIds.Of(Reason.Code, About));

    private CaseView View => CaseViews.Of(_case.View)!;

    [Fact]
    public void A_case_that_was_never_opened_shows_nothing() => Assert.Null(CaseViews.Of(_case.View));

    [Fact]
    public void A_case_opens_with_its_cause_and_is_due_in_four_hours()
    {
        _case.Applied<CaseEvent.Opened>(Opening);
        Assert.Equal("item-unknown/stock/P100/RM01/BOLT", View.Id);
        Assert.Equal((CaseStatus.Open, Reason, About, Opening.Update, 1), (View.Status, View.Reason, View.About, View.Update, View.Occurrences));
        Assert.Equal((_case.Now, _case.Now + TimeSpan.FromHours(4), 1L), (View.OpenedAt, View.DueAt, View.Version));
        _case.ReplayEqualsLive();
    }

    [Fact]
    public void A_cause_may_set_its_own_clock()
    {
        _case.Say(Opening with { DueAt = _case.Now.AddMinutes(10) });
        Assert.Equal(_case.Now.AddMinutes(10), View.DueAt);
    }

    [Fact]
    public void Opened_again_while_it_is_open_it_counts_and_keeps_clock_owner_and_status()
    {
        var openedAt = _case.Now;
        _case.Say(Opening);
        _case.Say(new CaseUpdate.Own("ada"));
        _case.Say(new CaseUpdate.Acknowledge("ada"));
        _case.Now += TimeSpan.FromHours(1);
        var newer = Reason with { Message = "again" };
        Assert.Equal(2, _case.Applied<CaseEvent.Opened>(new CaseUpdate.Open(newer, About, null)).Occurrences);
        Assert.Equal((CaseStatus.Acknowledged, newer, 2, "ada"), (View.Status, View.Reason, View.Occurrences, View.Owner));
        Assert.Equal((openedAt, openedAt + TimeSpan.FromHours(4)), (View.OpenedAt, View.DueAt));
    }

    [Fact]
    public void Opened_again_after_it_was_resolved_it_starts_anew()
    {
        _case.Say(Opening);
        _case.Say(Opening);
        _case.Say(new CaseUpdate.Own("ada"));
        _case.Say(new CaseUpdate.Resolve("ada", "registered the item"));
        _case.Now += TimeSpan.FromDays(2);
        Assert.Equal(1, _case.Applied<CaseEvent.Opened>(Opening).Occurrences);
        Assert.Equal((CaseStatus.Open, null, null, null), (View.Status, View.Owner, View.ResolvedAt, View.Note));
        Assert.Equal((_case.Now, _case.Now + CaseModel.Due), (View.OpenedAt, View.DueAt));
        _case.ReplayEqualsLive();
    }

    [Fact]
    public void Somebody_owns_it_and_hands_it_over()
    {
        _case.Say(Opening);
        _case.Applied<CaseEvent.Owned>(new CaseUpdate.Own("ada"));
        _case.Applied<KernelEvent.Noted>(new CaseUpdate.Own("ada"));
        _case.Applied<CaseEvent.Owned>(new CaseUpdate.Own("grace"));
        Assert.Equal(("grace", CaseStatus.Open), (View.Owner, View.Status));
    }

    [Fact]
    public void Acknowledging_stops_the_clock()
    {
        _case.Say(Opening);
        _case.Applied<CaseEvent.Acknowledged>(new CaseUpdate.Acknowledge("ada"));
        _case.Applied<KernelEvent.Noted>(new CaseUpdate.Acknowledge("grace"));
        _case.Applied<KernelEvent.Noted>(new CaseUpdate.FallDue(View.DueAt));
        Assert.Equal(CaseStatus.Acknowledged, View.Status);
    }

    [Fact]
    public void A_case_that_nobody_has_seen_in_time_is_overdue_until_somebody_has()
    {
        _case.Say(Opening);
        Assert.Equal(View.DueAt, _case.Applied<CaseEvent.Overdue>(new CaseUpdate.FallDue(View.DueAt)).DueAt);
        Assert.Equal(CaseStatus.Overdue, View.Status);
        _case.Applied<KernelEvent.Noted>(new CaseUpdate.FallDue(View.DueAt));
        _case.Applied<CaseEvent.Acknowledged>(new CaseUpdate.Acknowledge("ada"));
        Assert.Equal(CaseStatus.Acknowledged, View.Status);
        _case.ReplayEqualsLive();
    }

    [Fact]
    public void A_clock_that_was_set_for_another_time_does_not_ring()
    {
        _case.Applied<KernelEvent.Noted>(new CaseUpdate.FallDue(_case.Now));
        _case.Say(Opening);
        _case.Applied<KernelEvent.Noted>(new CaseUpdate.FallDue(View.DueAt.AddTicks(10)));
        _case.Say(new CaseUpdate.Resolve("ada"));
        _case.Applied<KernelEvent.Noted>(new CaseUpdate.FallDue(View.DueAt));
        Assert.Equal(CaseStatus.Resolved, View.Status);
    }

    [Fact]
    public void Resolving_closes_it_once()
    {
        _case.Say(Opening);
        _case.Now += TimeSpan.FromMinutes(5);
        _case.Applied<CaseEvent.Resolved>(new CaseUpdate.Resolve("ada", "done"));
        _case.Applied<KernelEvent.Noted>(new CaseUpdate.Resolve("grace", "done too"));
        Assert.Equal((CaseStatus.Resolved, "done", _case.Now), (View.Status, View.Note, View.ResolvedAt));
        _case.ReplayEqualsLive();
    }

    [Fact]
    public void Nothing_can_be_asked_of_a_case_that_is_not_open()
    {
        Assert.Equal(ErrorCodes.CaseState.Code, _case.Refused(new CaseUpdate.Own("ada")));
        Assert.Equal(ErrorCodes.CaseState.Code, _case.Refused(new CaseUpdate.Acknowledge("ada")));
        Assert.Equal(ErrorCodes.CaseState.Code, _case.Refused(new CaseUpdate.Resolve("ada")));
        _case.Say(Opening);
        _case.Say(new CaseUpdate.Resolve("ada"));
        Assert.Equal(ErrorCodes.CaseState.Code, _case.Refused(new CaseUpdate.Own("ada")));
        Assert.Equal(ErrorCodes.CaseState.Code, _case.Refused(new CaseUpdate.Acknowledge("ada")));
    }

    public static TheoryData<CaseUpdate> Malformed =>
    [
        new CaseUpdate.Own(""), new CaseUpdate.Own("  "), new CaseUpdate.Own(new string('x', 101)), new CaseUpdate.Acknowledge(""),
        new CaseUpdate.Resolve(new string('x', 101)), new CaseUpdate.Resolve("ada", new string('x', 1001)),
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Names_and_notes_have_their_lengths(CaseUpdate update)
    {
        _case.Say(Opening);
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _case.Refused(update));
    }
}
