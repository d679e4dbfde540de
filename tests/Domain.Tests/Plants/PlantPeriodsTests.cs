using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;

namespace Sync.Domain.Tests.Plants;

public sealed class PlantPeriodsTests
{
    private static readonly DateOnly Day = new(2026, 10, 31);
    private readonly MasterDriver<PlantState> _plant = new(new PlantModel(), new EntityKey(EntityKinds.Plant, "P100"));

    [Fact]
    public void The_books_are_closed_and_opened_again()
    {
        _plant.Say(new PlantUpdate.Register("Europe/Berlin"));
        _plant.Applied<PlantEvent.PeriodsSet>(new PlantUpdate.SetPeriods(Day, ClosedPeriodRule.FirstOpenDay));
        Assert.Equal(new PostingPeriod(Day, ClosedPeriodRule.FirstOpenDay), PlantViews.Of(_plant.View)!.Posting);
        _plant.Applied<KernelEvent.Noted>(new PlantUpdate.SetPeriods(Day, ClosedPeriodRule.FirstOpenDay));
        _plant.Applied<PlantEvent.PeriodsSet>(new PlantUpdate.SetPeriods());
        Assert.Null(PlantViews.Of(_plant.View)!.Posting);
        _plant.ReplayEqualsLive();
    }

    [Fact]
    public void A_plant_that_is_not_known_and_a_rule_that_is_none_are_refused()
    {
        Assert.Equal(ErrorCodes.PlantUnknown.Code, _plant.Refused(new PlantUpdate.SetPeriods(Day)));
        _plant.Say(new PlantUpdate.Register());
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _plant.Refused(new PlantUpdate.SetPeriods(DateOnly.MaxValue)));
    }

    [Fact]
    public void They_are_not_closed_before_every_silo_can_read_it()
    {
        var context = new DecisionContext(default, Formats: FormatLevels.Oldest);
        var update = new Update(new UpdateId("/tests", 0, "1"), new EntityKey(EntityKinds.Plant, "P100"), new PlantUpdate.SetPeriods(Day));
        var decision = new PlantModel().Decide(new PlantState { Terms = PlantTerms.Met }, update, context);
        Assert.Equal(ErrorCodes.FormatPending.Code, Assert.IsType<Decision.Refuse>(decision).Reason.Code);
        Assert.Equal(2, new PlantModel().Events.Reads["plant.periods-set"]);
    }
}
