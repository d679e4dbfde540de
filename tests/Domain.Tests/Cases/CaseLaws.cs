using CsCheck;
using Sync.Contracts;
using Sync.Domain.Cases;

namespace Sync.Domain.Tests.Cases;

public sealed class CaseLaws
{
    private static readonly EntityKey About = new(EntityKinds.Stock, "P/L/I");
    private static readonly DateTimeOffset Due = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<CaseUpdate> Updates = Gen.OneOf(
        Gen.Int[0, 2].Select(i => (CaseUpdate)new CaseUpdate.Open(ErrorCodes.ItemUnknown.With($"{i}"), About, null, Due.AddHours(i))),
        Gen.Int[0, 2].Select(i => (CaseUpdate)new CaseUpdate.Own($"p{i}")),
        Gen.Int[0, 2].Select(i => (CaseUpdate)new CaseUpdate.Acknowledge($"p{i}")),
        Gen.Int[0, 2].Select(i => (CaseUpdate)new CaseUpdate.Resolve($"p{i}")),
        Gen.Int[0, 2].Select(i => (CaseUpdate)new CaseUpdate.FallDue(Due.AddHours(i))));

    [Fact]
    public void Whatever_is_said_occurrences_are_counted_and_replay_equals_live() => Updates.List[1, 40].Sample(updates =>
    {
        var subject = new MasterDriver<CaseState>(new CaseModel(), CaseIds.Of("item-unknown", About));
        var occurrences = 0;
        foreach (var update in updates)
        {
            var live = subject.State.IsLive;
            var verdict = subject.Say(update);
            if (update is CaseUpdate.Open) occurrences = live ? occurrences + 1 : 1;
            Assert.Equal(occurrences, subject.State.Occurrences);
            if (verdict is Receipt.Rejected) Assert.False(live);
            if (update is CaseUpdate.Resolve) Assert.False(subject.State.IsLive);
            if (subject.State.Status == CaseStatus.Overdue) Assert.True(subject.State.IsLive);
        }

        subject.ReplayEqualsLive();
    });
}
