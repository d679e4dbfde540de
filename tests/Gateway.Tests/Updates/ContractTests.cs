using Microsoft.Extensions.DependencyInjection;

namespace Sync.Gateway.Tests.Updates;

public sealed class ContractTests
{
    private const string Counted = "com.orleanssync.stock.counted.v1";

    [Fact]
    public async Task Every_type_has_a_contract_and_by_default_facts_about_stock_commute()
    {
        await using var gateway = await TestGateway.StartAsync();
        var contracts = (await (await (await gateway.WithAsync([])).GetAsync("/v1/contracts")).JsonAsync()).GetProperty("contracts").EnumerateArray().ToArray();
        Assert.Equal(UpdateTypes.All.Select(t => t.FullName), contracts.Select(c => c.Text("type")));
        var received = contracts.Single(c => c.Text("type") == "com.orleanssync.stock.received.v1");
        Assert.Equal(("Delta", "Commutes", "MessageId", null), (received.Text("algebra"), received.Text("order"), received.Text("identity"), received.Text("gapTimeoutSeconds")));
        var counted = contracts.Single(c => c.Text("type") == Counted);
        Assert.Equal(("Absolute", "Occurrence", "Supersede"), (counted.Text("algebra"), counted.Text("order"), counted.Text("late")));
    }

    [Fact]
    public async Task What_is_agreed_with_a_source_stands_beside_the_defaults()
    {
        await using var gateway = await TestGateway.StartAsync(services: s => s.AddSingleton(new UpdateContracts(new SourceContract("/adapters/mes/*", Counted, OrderRule.Strict, GapTimeout: TimeSpan.FromMinutes(5)))));
        var contracts = (await (await gateway.Operator().GetAsync("/v1/contracts")).JsonAsync()).GetProperty("contracts").EnumerateArray().ToArray();
        var counted = contracts.Single(c => c.Text("type") == Counted && c.Text("source") == "/adapters/mes/*");
        Assert.Equal(("Strict", "Sequence", "1", "300"), (counted.Text("order"), counted.Text("identity"), counted.Text("firstSequence"), counted.Text("gapTimeoutSeconds")));
        Assert.Equal("Commutes", contracts.Single(c => c.Text("type") == "com.orleanssync.stock.received.v1" && c.Text("source") is not null).Text("order"));
    }

    [Fact]
    public async Task The_table_is_printed_for_people()
    {
        await using var gateway = await TestGateway.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/contracts");
        request.Headers.Accept.ParseAdd("text/plain");
        var response = await gateway.Operator().SendAsync(request);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(UpdateTypes.All.Length + 1, lines.Length);
        Assert.StartsWith("type", lines[0], StringComparison.Ordinal);
        var column = lines[0].IndexOf("order", StringComparison.Ordinal);
        Assert.StartsWith("occurrence", lines.Single(l => l.StartsWith(Counted, StringComparison.Ordinal))[column..], StringComparison.Ordinal);
    }
}
