namespace Sync.Contracts.Tests.Ordering;

public sealed class UpdateContractsTests
{
    private const string Counted = "com.orleanssync.stock.counted.v1";

    [Fact]
    public void Every_type_has_a_default_that_no_source_changes()
    {
        Assert.Equal(UpdateTypes.All.Select(t => (t.FullName, (string?)null)), UpdateContracts.Default.All.Select(c => (c.Type, c.Source)));
        Assert.All(UpdateContracts.Default.All, c => Assert.True(c.Order != OrderRule.Strict && c.Identity == IdentityRule.MessageId && !c.SameContent && c.GapTimeout is null));
        Assert.All(UpdateTypes.All.Where(t => t is { Kind: EntityKinds.Stock, Nature: Nature.Fact, Public: true }), t =>
            Assert.Contains(UpdateContracts.Default.All.Single(c => c.Type == t.FullName).Order, new[] { OrderRule.Commutes, OrderRule.Occurrence }));
        Assert.Null(UpdateContracts.Default.OfSource(Received("/adapters/mes/line1")));
    }

    [Fact]
    public void The_exact_source_counts_before_the_longest_pattern()
    {
        var contracts = new UpdateContracts(
            new SourceContract("/adapters/*", FirstSequence: 10, Identity: IdentityRule.Sequence), new SourceContract("/adapters/mes/*", FirstSequence: 20, Identity: IdentityRule.Sequence),
            new SourceContract("/adapters/mes/line1", FirstSequence: 30, Identity: IdentityRule.Sequence));
        Assert.Equal([30L, 20, 10], new[] { "/adapters/mes/line1", "/adapters/mes/line2", "/adapters/wms/1" }.Select(s => contracts.OfSource(Received(s))!.FirstSequence));
        Assert.Null(contracts.OfSource(Received("/other")));
        Assert.Equal(OrderRule.Commutes, contracts.Of(Received("/other")).Order);
    }

    [Fact]
    public void What_is_strict_for_one_type_numbers_every_fact_of_the_source()
    {
        var contracts = new UpdateContracts(new SourceContract("/mes", Counted, OrderRule.Strict), new SourceContract("/mes", SameContent: true));
        var received = contracts.OfSource(Received("/mes"))!;
        Assert.Equal((OrderRule.Commutes, IdentityRule.Sequence, true, true, null), (received.Order, received.Identity, received.KeepsHoles, received.SameContent, received.GapTimeout));
        var counted = contracts.OfSource(Received("/mes") with { Payload = new StockUpdate.Counted([], true) })!;
        Assert.Equal((OrderRule.Strict, false, TimeSpan.FromMinutes(15)), (counted.Order, counted.SameContent, counted.GapTimeout));
    }

    [Fact]
    public void Requests_are_never_ordered()
    {
        var contracts = new UpdateContracts(new SourceContract("/mes", Order: OrderRule.Strict));
        Assert.Null(contracts.OfSource(Received("/mes") with { Payload = new StockUpdate.Release("R1") }));
    }

    [Fact]
    public void The_table_has_a_line_for_each_contract()
    {
        var contracts = new UpdateContracts(new SourceContract("/mes", Counted, OrderRule.Strict));
        var lines = ContractTable.Write(contracts).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(contracts.All.Length + 1, lines.Length);
        Assert.Contains(lines, l => l.StartsWith(Counted, StringComparison.Ordinal) && l.Contains("/mes", StringComparison.Ordinal) && l.Contains("strict", StringComparison.Ordinal) && l.Contains("00:15:00", StringComparison.Ordinal));
    }

    private static Update Received(string source) =>
        new(new UpdateId(source, 0, "1"), new EntityKey(EntityKinds.Stock, "P/L/I"), new StockUpdate.Received(new Quantity(1, UnitCode.Each)));
}
