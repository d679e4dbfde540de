using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sync.Contracts;
using Sync.Grains.Hosting;

namespace Sync.Grains.Tests.Contracts;

public sealed class ContractOptionsTests
{
    private const string Counted = "com.orleanssync.stock.counted.v1";

    [Fact]
    public void What_is_set_for_a_source_is_the_contract_of_its_updates()
    {
        var contracts = Services(
            ("Source", "/adapters/mes/line1"), ("Type", Counted), ("Order", "strict"), ("GapTimeout", "00:10:00"), ("FirstSequence", "0")).GetRequiredService<UpdateContracts>();
        var agreed = contracts.Of(Update("/adapters/mes/line1"));
        Assert.Equal((OrderRule.Strict, IdentityRule.Sequence, TimeSpan.FromMinutes(10), 0), (agreed.Order, agreed.Identity, agreed.GapTimeout, agreed.FirstSequence));
        Assert.Equal(OrderRule.Occurrence, contracts.Of(Update("/adapters/mes/line2")).Order);
    }

    [Fact]
    public void A_reset_by_birth_makes_the_sequence_the_identity()
    {
        var agreed = Services(("Source", "/adapters/mes/line1"), ("Reset", "birth"), ("FirstSequence", "0")).GetRequiredService<UpdateContracts>().Of(Update("/adapters/mes/line1"));
        Assert.Equal((ResetRule.Birth, IdentityRule.Sequence, 0, OrderRule.Occurrence), (agreed.Reset, agreed.Identity, agreed.FirstSequence, agreed.Order));
        Assert.Throws<OptionsValidationException>(() => Services(("Source", "/adapters/mes/line1"), ("Reset", "birth"), ("Identity", "messageId")).GetRequiredService<UpdateContracts>());
    }

    [Fact]
    public void Nothing_is_agreed_with_any_source_where_nothing_is_set() => Assert.False(Services().GetRequiredService<UpdateContracts>().HasSources);

    [Theory]
    [InlineData("Source", "", "is no source from outside")]
    [InlineData("Source", "/flows/masters", "is no source from outside")]
    [InlineData("Type", "stock.counted", "is no fact about stock")]
    [InlineData("Type", "com.orleanssync.stock.reserve.v1", "is no fact about stock")]
    [InlineData("Order", "commutes", "say strict")]
    [InlineData("Identity", "messageId", "does not go with a strict order")]
    [InlineData("Reset", "7", "stated or birth")]
    [InlineData("FirstSequence", "-1", "0 or more")]
    [InlineData("GapTimeout", "00:00:00", "1 second to 30 days")]
    public void What_cannot_be_agreed_is_named_at_start(string option, string value, string expected)
    {
        var good = new Dictionary<string, string> { ["Source"] = "/adapters/mes/line1", ["Order"] = "strict" };
        good[option] = value;
        var failure = Assert.Throws<OptionsValidationException>(() => Services([.. good.Select(g => (g.Key, g.Value))]).GetRequiredService<UpdateContracts>());
        Assert.Contains(expected, Assert.Single(failure.Failures), StringComparison.Ordinal);
        Assert.Contains("Contracts:Sources:0:", failure.Failures.Single(), StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Name, string Value)[] source) => new ServiceCollection()
        .AddSyncGrains(new ConfigurationBuilder().AddInMemoryCollection(source.Select(s => KeyValuePair.Create($"Contracts:Sources:0:{s.Name}", (string?)s.Value))).Build())
        .BuildServiceProvider();

    private static Update Update(string source) =>
        new(new UpdateId(source, 0, "1"), new EntityKey(EntityKinds.Stock, "P/L/I"), new StockUpdate.Counted([new CountLine(new Quantity(1, UnitCode.Each))]));
}
