using Sync.Contracts;

namespace Sync.Domain.Tests.Stock.Explain;

public sealed class StoryTests
{
    private const string Wms = "/adapters/wms/ulm";

    [Fact]
    public void A_count_a_late_delivery_and_a_reversal_are_told_in_words()
    {
        var position = Night();
        var told = position.Explain(null, Case("item-unknown", "ada"));
        AddsUp.Check(told);
        GoldenFile.Check("explain.story.txt", told.Story.TrimEnd('\n'));
    }

    [Fact]
    public void A_late_delivery_changes_what_the_count_missed_and_both_differences_are_told()
    {
        var position = new Position();
        position.Moved(new StockUpdate.Received(Masters.Ea(40)), hour: 8, id: "GR-1");
        position.Say(new StockUpdate.Counted([new CountLine(Masters.Ea(37))]), hour: 12, id: "C-1", source: Wms);
        position.Moved(new StockUpdate.Received(Masters.Ea(2)), hour: 9, id: "GR-2");
        var told = position.Explain();
        Assert.Equal(["GR-1", "GR-2", "C-1"], told.Lines.Select(l => l.MessageId));
        Assert.Equal([40, 42, 37], told.Lines.Select(l => l.OnHand));
        Assert.Equal([LineMarks.Late, LineMarks.BeforeCount], told.Lines[1].Marks);
        Assert.Equal([LineMarks.Count, LineMarks.CountCorrected], told.Lines[2].Marks);
        Assert.Equal((-3m, -5m), (told.Lines[2].CountBooked, told.Lines[2].OnHandChange));
        Assert.Contains("5 EA less were found than the books said", told.Lines[2].Words);
        Assert.Contains("When it was recorded, 3 EA less were found", told.Lines[2].Words);
    }

    [Fact]
    public void A_movement_and_its_reversal_name_each_other()
    {
        var position = new Position();
        position.Moved(new StockUpdate.Received(Masters.Ea(40)), hour: 8, id: "GR-1");
        position.Moved(new StockUpdate.Reversed("GR-1", Masters.Ea(10)), hour: 9, id: "RV-1");
        var told = position.Explain();
        Assert.Equal([new UpdateId(Position.Erp, 0, "RV-1")], told.Lines[0].ReversedBy);
        Assert.Equal([LineMarks.Reversed], told.Lines[0].Marks);
        Assert.Equal((new UpdateId(Position.Erp, 0, "GR-1"), LineMarks.Reversal), (told.Lines[1].Reverses!.Value, Assert.Single(told.Lines[1].Marks)));
    }

    [Fact]
    public void Quantities_are_told_as_sent_and_in_the_base_unit()
    {
        var position = new Position();
        position.Moved(new StockUpdate.Received(Masters.Of(2, "CA")), hour: 8);
        var line = Assert.Single(position.Explain().Lines);
        Assert.Equal((Masters.Of(2, "CA"), 48m), (line.Quantity, line.Amount));
        Assert.StartsWith("2 CA (48 EA) were received", line.Words);
    }

    [Fact]
    public void Times_are_the_plants_and_the_repeated_hour_of_autumn_says_which_one()
    {
        var position = new Position { Now = new DateTimeOffset(2026, 10, 25, 6, 0, 0, TimeSpan.Zero) };
        var at = new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);
        position.Say(new Update(new UpdateId(Position.Erp, 0, "GR-1"), Masters.Key.ToEntity(), new StockUpdate.Received(Masters.Ea(1)), at));
        var told = position.Explain();
        Assert.Equal("2026-10-25T02:30:00.0000000+02:00", told.Lines[0].OccurredAt.ToString("O"));
        Assert.Contains("Sun 25 Oct 2026, 02:30 (+02:00)", told.Story);
        position.Plant = null;
        Assert.Equal("UTC", position.Explain().TimeZone);
    }

    [Fact]
    public void What_a_system_counted_is_set_against_now_with_the_documents_between()
    {
        var position = new Position();
        position.Say(new StockUpdate.Counted([new CountLine(Masters.Ea(37))]), hour: 8, id: "C-1", source: Wms);
        position.Moved(new StockUpdate.Issued(Masters.Ea(5), Reference: new DocumentReference("wo", "7")), hour: 9, id: "GI-1");
        for (var i = 0; i < 30; i++) position.Moved(new StockUpdate.Received(Masters.Ea(1)), hour: 7, id: $"before-{i}");
        var count = position.Explain().Sources.Single(s => s.Source == Wms).Count!;
        Assert.Equal((37m, 32m, -5m, 0m), (count.Said, count.Now, count.Difference, count.LaterCounts));
        Assert.Equal(("GI-1", -5m), (Assert.Single(count.Documents).MessageId, count.Documents[0].Amount));
        position.Say(new StockUpdate.Counted([new CountLine(Masters.Ea(30))]), hour: 10, id: "C-2", source: "/adapters/erp/two");
        Assert.Equal(-2m, position.Explain().Sources.Single(s => s.Source == Wms).Count!.LaterCounts);
    }

    [Fact]
    public void Nothing_to_do_is_said_when_there_is_nothing_to_do()
    {
        var position = new Position();
        position.Moved(new StockUpdate.Received(Masters.Ea(40)));
        Assert.Equal(("nobody", true), (Assert.Single(position.Explain().Next).Owner, position.Explain().Next[0].Words.StartsWith("There is nothing to do", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_owner_of_the_case_owns_the_next_step_and_the_cure_is_named()
    {
        var position = new Position { Item = null };
        position.HeldFor(new StockUpdate.Received(Masters.Ea(40)), id: "GR-1");
        Assert.Equal("whoever keeps the master data", Assert.Single(position.Explain().Next).Owner);
        var step = Assert.Single(position.Explain(null, Case("item-unknown", "ada")).Next);
        Assert.Equal(("ada", "item-unknown/stock/P100/RM01/BOLT-M8"), (step.Owner, step.Case));
        Assert.Contains(ErrorCodes.ItemUnknown.Cure, step.Words);
    }

    [Fact]
    public void A_cursor_that_was_made_up_is_refused()
    {
        var position = new Position();
        position.Moved(new StockUpdate.Received(Masters.Ea(40)));
        foreach (var cursor in new[] { "x", "%%", "MTIz", "fHx8" })
            Assert.Equal(ErrorCodes.InvalidQuery.Code, Domain.Stock.StockExplainer.Start(new ExplainQuery(Before: cursor), position.View, null, []).Refusal?.Code);
    }

    private static CaseView Case(string code, string? owner) => new(
        $"{code}/{Masters.Key.ToEntity()}", CaseStatus.Open, ErrorCodes.Find(code).With("item BOLT-M8 is not registered"), Masters.Key.ToEntity(), null, 1,
        Position.Hour(20), Position.Hour(24), owner, null, null, 1);

    /// <summary>A day and a night: a receipt, a consumption, a count, a delivery that comes late, a reversal, a transfer, a reservation and a wait.</summary>
    private static Position Night()
    {
        var position = new Position();
        position.Now = Position.Hour(8.5);
        position.Moved(new StockUpdate.Received(Masters.Ea(500), Reference: new DocumentReference("po", "4500012345", "10")), hour: 8.25, id: "GR-1");
        position.Moved(new StockUpdate.Issued(Masters.Ea(120), Movement: MovementType.ProductionConsume, Reference: new DocumentReference("wo", "1000711")), hour: 10, id: "GI-7", source: "/adapters/mes/ulm");
        position.Now = Position.Hour(14);
        position.Say(new StockUpdate.Counted([new CountLine(Masters.Ea(378))], Reference: new DocumentReference("count", "INV-9")), hour: 13.5, id: "CNT-9", source: Wms);
        position.Now = Position.Hour(16);
        position.Moved(new StockUpdate.Received(Masters.Of(1, "CA"), Reference: new DocumentReference("delivery", "DN-88")), hour: 11.75, id: "GR-2");
        position.Moved(new StockUpdate.Reversed("GI-7", Masters.Ea(4)), hour: 15.5, id: "RV-1", source: "/adapters/mes/ulm");
        position.Moved(new StockUpdate.Transferred(Masters.Ea(50), LocationId.Parse("FG01")), hour: 15.75, id: "TR-3", source: Wms);
        position.Say(new StockUpdate.Reserve("R-5", Masters.Ea(60), "WO 1000712", Position.Hour(30)), hour: 15.8, id: "RS-5");
        position.Item = null;
        position.Now = Position.Hour(17);
        position.HeldFor(new StockUpdate.Received(Masters.Ea(9)), hour: 16.5, id: "GR-3");
        return position;
    }
}
