using Sync.Contracts;
using Sync.Domain.Items;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Items;

public sealed class ItemRegisterTests
{
    private static readonly UnitCode Kilogram = UnitCode.Parse("KGM");
    private static readonly UnitConversion Case24 = new(UnitCode.Parse("CS"), new Ratio(24, 1));
    private static readonly UnitConversion Pallet = new(UnitCode.Parse("PF"), new Ratio(960, 1));
    private readonly MasterDriver<ItemState> _item = new(new ItemModel(), new EntityKey(EntityKinds.Item, "BOLT%2FM8"));

    [Fact]
    public void A_conversion_that_ends_before_it_begins_is_refused() => Assert.Equal(
        ErrorCodes.FieldInvalid.Code,
        _item.Refused(new ItemUpdate.Register(UnitCode.Each, Conversions: [new UnitConversion(UnitCode.Parse("CA"), new Ratio(24, 1), _item.Now, _item.Now)])));

    [Fact]
    public void An_item_that_was_never_registered_has_no_master() => Assert.Null(ItemViews.Of(_item.View));

    [Fact]
    public void A_registered_item_shows_its_terms_and_version()
    {
        var e = _item.Applied<ItemEvent.Registered>(new ItemUpdate.Register(UnitCode.Each, "Bolt M8", true, 0, [Pallet, Case24]));
        Assert.False(e.Met);
        var master = ItemViews.Of(_item.View)!;
        Assert.Equal("BOLT/M8", master.Item.Value);
        Assert.Equal((UnitCode.Each, "Bolt M8", true, 0, false, 1L), (master.BaseUnit, master.Name, master.LotManaged, master.Scale, master.Met, master.Version));
        Assert.Equal([Case24, Pallet], master.Conversions);
        _item.ReplayEqualsLive();
    }

    [Fact]
    public void Name_scale_and_conversions_of_a_registered_item_change()
    {
        _item.Say(new ItemUpdate.Register(UnitCode.Each, "Bolt"));
        _item.Applied<ItemEvent.Registered>(new ItemUpdate.Register(UnitCode.Each, "Bolt M8", Scale: 2, Conversions: [Case24]));
        Assert.Equal(("Bolt M8", 2, 1), (_item.State.Terms!.Name, _item.State.Terms.Scale, _item.State.Terms.Conversions.Length));
    }

    [Fact]
    public void Base_unit_and_lot_policy_of_a_registered_item_stay()
    {
        _item.Say(new ItemUpdate.Register(UnitCode.Each));
        Assert.Equal(ErrorCodes.MasterConflict.Code, _item.Refused(new ItemUpdate.Register(Kilogram)));
        Assert.Equal(ErrorCodes.MasterConflict.Code, _item.Refused(new ItemUpdate.Register(UnitCode.Each, LotManaged: true)));
    }

    [Fact]
    public void The_same_terms_again_are_noted_whatever_the_order_of_conversions()
    {
        _item.Say(new ItemUpdate.Register(UnitCode.Each, "Bolt", Conversions: [Case24, Pallet]));
        _item.Applied<KernelEvent.Noted>(new ItemUpdate.Register(UnitCode.Each, "Bolt", Conversions: [Pallet, Case24]));
    }

    [Fact]
    public void An_item_that_is_met_is_registered_with_the_unit_that_met_it()
    {
        Assert.True(_item.Applied<ItemEvent.Registered>(new ItemUpdate.Meet(Kilogram)).Met);
        var master = ItemViews.Of(_item.View)!;
        Assert.Equal((Kilogram, 3, false, true), (master.BaseUnit, master.Scale, master.LotManaged, master.Met));
    }

    [Fact]
    public void Meeting_a_registered_item_changes_nothing()
    {
        _item.Say(new ItemUpdate.Register(UnitCode.Each, "Bolt"));
        _item.Applied<KernelEvent.Noted>(new ItemUpdate.Meet(Kilogram));
        Assert.Equal(UnitCode.Each, _item.State.Terms!.BaseUnit);
    }

    [Fact]
    public void A_met_item_is_confirmed_by_a_person_who_may_correct_all_but_the_base_unit()
    {
        _item.Say(new ItemUpdate.Meet(UnitCode.Each));
        Assert.Equal(ErrorCodes.MasterConflict.Code, _item.Refused(new ItemUpdate.Register(Kilogram)));
        _item.Applied<ItemEvent.Registered>(new ItemUpdate.Register(UnitCode.Each, "Bolt", LotManaged: true, Conversions: [Case24]));
        Assert.False(_item.State.Met);
        Assert.Equal(ErrorCodes.MasterConflict.Code, _item.Refused(new ItemUpdate.Register(UnitCode.Each, "Bolt", LotManaged: false)));
    }

    [Fact]
    public void Confirming_a_met_item_as_it_is_is_a_change()
    {
        _item.Say(new ItemUpdate.Meet(UnitCode.Each));
        _item.Applied<ItemEvent.Registered>(new ItemUpdate.Register(UnitCode.Each));
        Assert.False(ItemViews.Of(_item.View)!.Met);
    }

    public static TheoryData<string, ItemUpdate> Malformed => new()
    {
        { "no base unit", new ItemUpdate.Register(default) },
        { "scale below 0", new ItemUpdate.Register(UnitCode.Each, Scale: -1) },
        { "scale above 9", new ItemUpdate.Register(UnitCode.Each, Scale: 10) },
        { "long name", new ItemUpdate.Register(UnitCode.Each, new string('x', 201)) },
        { "base unit converted", new ItemUpdate.Register(UnitCode.Each, Conversions: [new UnitConversion(UnitCode.Each, Ratio.One)]) },
        { "numerator 0", new ItemUpdate.Register(UnitCode.Each, Conversions: [Case24 with { ToBase = new Ratio(0, 1) }]) },
        { "denominator too large", new ItemUpdate.Register(UnitCode.Each, Conversions: [Case24 with { ToBase = new Ratio(1, Ratio.Limit + 1) }]) },
        { "one unit twice", new ItemUpdate.Register(UnitCode.Each, Conversions: [Case24, Case24 with { ToBase = Ratio.One }]) },
        { "51 conversions", new ItemUpdate.Register(UnitCode.Each, Conversions: [.. Enumerable.Range(0, 51).Select(i => new UnitConversion(UnitCode.Parse($"X{i:00}"), Ratio.One))]) },
        { "met without unit", new ItemUpdate.Meet(default) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_terms_are_refused(string what, ItemUpdate update)
    {
        Assert.NotEmpty(what);
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _item.Refused(update));
    }

    [Fact]
    public void One_unit_may_have_a_factor_for_each_time()
    {
        var later = Case24 with { ToBase = new Ratio(20, 1), From = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        _item.Say(new ItemUpdate.Register(UnitCode.Each, Conversions: [later, Case24]));
        Assert.Equal([Case24, later], _item.State.Terms!.Conversions);
    }
}
