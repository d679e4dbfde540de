using System.Text.RegularExpressions;

namespace Sync.Gateway.Tests.Pages;

public sealed partial class DocumentTests
{
    [Fact]
    public async Task The_description_names_every_address_with_a_summary_and_what_it_needs()
    {
        await using var gateway = await TestGateway.StartAsync();
        var document = await (await gateway.Nobody().GetAsync("/openapi/v1.json")).JsonAsync();
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Name: $"{o.Name} {p.Name}", o.Value))).ToArray();
        Assert.True(operations.Length > 25);
        Assert.All(operations, o =>
        {
            Assert.False(string.IsNullOrEmpty(o.Value.Text("summary")), o.Name);
            Assert.True(o.Value.GetProperty("responses").TryGetProperty("default", out _), o.Name);
            if (!o.Name.Contains("/errors/")) Assert.True(o.Value.TryGetProperty("security", out _), o.Name);
            if (o.Name.StartsWith("put", StringComparison.Ordinal)) Assert.True(o.Value.TryGetProperty("requestBody", out _), o.Name);
        });
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("ApiKey").Text("scheme"));
    }

    [Fact]
    public async Task Updates_are_described_in_every_mode_and_the_examples_can_be_sent_as_they_stand()
    {
        await using var gateway = await TestGateway.StartAsync();
        var document = await (await gateway.Nobody().GetAsync("/openapi/v1.json")).JsonAsync();
        var content = document.GetProperty("paths").GetProperty("/v1/updates").GetProperty("post").GetProperty("requestBody").GetProperty("content");
        foreach (var mode in new[] { "application/cloudevents+json", "application/cloudevents-batch+json", "application/x-ndjson" })
        {
            var example = content.GetProperty(mode).GetProperty("example");
            var response = await gateway.Operator().SendAsync(HttpMethod.Post, "/v1/updates", example.ValueKind == System.Text.Json.JsonValueKind.String ? example.GetString()! : example.GetRawText(), mode);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain("Rejected", await response.Content.ReadAsStringAsync());
        }

        Assert.True(content.TryGetProperty("application/json", out _));
        var types = document.GetProperty("components").GetProperty("schemas").GetProperty("Update").GetProperty("properties").GetProperty("type").GetProperty("enum").EnumerateArray().Select(t => t.GetString());
        Assert.Equal(UpdateTypes.All.Where(t => t.Public).Select(t => t.FullName), types);
        var received = document.GetProperty("components").GetProperty("schemas").GetProperty("stock.received").GetProperty("properties");
        Assert.Contains("unit", received.GetProperty("quantity").GetRawText() + document.GetProperty("components").GetRawText());
    }

    [Fact]
    public async Task The_types_page_lists_what_can_be_sent()
    {
        await using var gateway = await TestGateway.StartAsync();
        var types = (await (await gateway.Operator().GetAsync("/v1/types")).JsonAsync()).GetProperty("types").EnumerateArray().ToArray();
        Assert.Equal(UpdateTypes.All.Where(t => t.Public).Select(t => t.FullName), types.Select(t => t.Text("type")));
        Assert.Equal("""{"type":"com.orleanssync.stock.received.v1","nature":"Fact","kind":"stock","summary":"Goods came in."}""", types[0].GetRawText());
    }

    [Fact]
    public async Task The_page_for_people_needs_no_internet()
    {
        await using var gateway = await TestGateway.StartAsync();
        Assert.Equal("/scalar", (await gateway.Nobody().GetAsync("/")).Headers.Location?.ToString());
        var page = await gateway.Nobody().GetAsync("/scalar");
        if (page.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.MovedPermanently or HttpStatusCode.Found) page = await gateway.Nobody().GetAsync(new Uri(new Uri("http://localhost/scalar"), page.Headers.Location!));
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("https://", html);
        var scripts = Script().Matches(html).Select(m => m.Groups[1].Value).ToArray();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts) Assert.Equal(HttpStatusCode.OK, (await gateway.Nobody().GetAsync(new Uri(new Uri("http://localhost/scalar/"), script))).StatusCode);
    }

    [GeneratedRegex("<script[^>]* src=\"([^\"]+)\"")]
    private static partial Regex Script();
}
