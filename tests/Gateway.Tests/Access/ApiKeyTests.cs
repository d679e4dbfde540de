using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Sync.Gateway.Tests.Access;

public sealed class ApiKeyTests
{
    [Fact]
    public async Task Without_a_key_or_with_a_wrong_one_nothing_opens()
    {
        await using var gateway = await TestGateway.StartAsync();
        var missing = await gateway.Nobody().GetAsync("/v1/types");
        Assert.Equal("Bearer", missing.Headers.WwwAuthenticate.ToString());
        Assert.Contains("operator.key", (await missing.ProblemAsync("unauthorized")).Text("cure"));
        await (await gateway.With("osk_wrong").GetAsync("/v1/types")).ProblemAsync("unauthorized");
        await (await gateway.With(new string('x', 5_000)).GetAsync("/v1/types")).ProblemAsync("unauthorized");
    }

    [Fact]
    public async Task The_password_of_basic_is_the_key_whatever_the_user_is_called()
    {
        await using var gateway = await TestGateway.StartAsync();
        var key = File.ReadAllText(Path.Combine(gateway.Directory, "operator.key")).Trim();
        Assert.Equal(HttpStatusCode.OK, (await Basic(gateway, $"any:{key}").GetAsync("/v1/types")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Basic(gateway, $":{key}").GetAsync("/v1/types")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Basic(gateway, $"{key}:").GetAsync("/v1/types")).StatusCode);
        var broken = gateway.Nobody();
        broken.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Basic %%%");
        Assert.Equal(HttpStatusCode.Unauthorized, (await broken.GetAsync("/v1/types")).StatusCode);
    }

    [Fact]
    public async Task Another_site_cannot_act_with_the_credentials_that_a_browser_keeps()
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = Basic(gateway, $"any:{File.ReadAllText(Path.Combine(gateway.Directory, "operator.key")).Trim()}");
        const string path = "/v1/stock/P100/RM01/A/held/resume";
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(HttpMethod.Post, path, "{}", "application/json", ("Sec-Fetch-Site", "cross-site"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(HttpMethod.Post, path, "{}", "application/json", ("Sec-Fetch-Site", "same-origin"))).StatusCode);
    }

    [Fact]
    public async Task Only_a_page_for_browsers_asks_for_a_password()
    {
        await using var gateway = await TestGateway.StartAsync(map: app => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/orleans/x", () => "page"));
        Assert.StartsWith("Basic", (await gateway.Nobody().GetAsync("/orleans/x")).Headers.WwwAuthenticate.ToString());
        Assert.Equal("Bearer", (await gateway.Nobody().GetAsync("/v1/feed")).Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Keys_are_made_shown_once_kept_as_hashes_listed_replaced_and_ended()
    {
        await using var gateway = await TestGateway.StartAsync();
        var admin = gateway.Operator();
        var made = await (await admin.SendAsync(HttpMethod.Put, "/v1/keys/wms", """{"scopes":["stock:read"],"plants":["P100"]}""")).JsonAsync();
        var key = made.Text("key")!;
        Assert.StartsWith("ok_", key);
        Assert.Equal(HttpStatusCode.OK, (await gateway.With(key).GetAsync("/v1/types")).StatusCode);
        Assert.DoesNotContain(key, (await gateway.Access.List()).Single().ToString());
        var listed = await (await admin.GetAsync("/v1/keys")).Content.ReadAsStringAsync();
        Assert.Contains("\"wms\"", listed);
        Assert.DoesNotContain("ash", listed);
        Assert.Equal("wms", (await (await admin.GetAsync("/v1/keys/wms")).JsonAsync()).Text("name"));

        await admin.SendAsync(HttpMethod.Put, "/v1/keys/wms", """{"scopes":["stock:read"]}""");
        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.With(key).GetAsync("/v1/types")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/v1/keys/wms")).StatusCode);
        await (await admin.DeleteAsync("/v1/keys/wms")).ProblemAsync("not-found");
        await (await admin.GetAsync("/v1/keys/wms")).ProblemAsync("not-found");
    }

    [Theory]
    [InlineData("wms", "{}", "field-invalid", "scopes")]
    [InlineData("wms", """{"scopes":["all"]}""", "field-invalid", "'all'")]
    [InlineData("wms", """{"scopes":["stock:read"],"plants":[""]}""", "field-invalid", "plants")]
    [InlineData("operator", """{"scopes":["stock:read"]}""", "field-invalid", "operator")]
    [InlineData("wms", """{"scopes":"stock:read"}""", "invalid-payload", "scopes")]
    [InlineData("wms", """{"scope":[]}""", "invalid-payload", "scope")]
    [InlineData("wms", "{", "malformed-json", "byte")]
    public async Task A_key_that_makes_no_sense_is_refused(string name, string body, string code, string named)
    {
        await using var gateway = await TestGateway.StartAsync();
        var problem = await (await gateway.Operator().SendAsync(HttpMethod.Put, $"/v1/keys/{name}", body)).ProblemAsync(code);
        Assert.Contains(named, problem.Text("detail"));
    }

    [Fact]
    public async Task Keys_are_read_once_in_some_seconds_and_a_revoked_one_lives_no_longer()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await TestGateway.StartAsync(services: s => s.AddSingleton<TimeProvider>(time));
        var client = await gateway.WithAsync([Scopes.StockRead]);
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/types")).StatusCode);
        Assert.Equal(1, gateway.Access.Reads);
        await gateway.Access.Remove((await gateway.Access.List()).Single().Name);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/types")).StatusCode);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/types")).StatusCode);
    }

    [Fact]
    public async Task Guesses_do_not_flood_the_grain_and_a_key_made_elsewhere_is_found_within_a_second()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await TestGateway.StartAsync(services: s => s.AddSingleton<TimeProvider>(time));
        for (var i = 0; i < 20; i++) await gateway.With($"guess-{i}").GetAsync("/v1/types");
        Assert.Equal(1, gateway.Access.Reads);
        var late = await gateway.WithKeyOfAnotherAsync([Scopes.StockRead]);
        time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(HttpStatusCode.OK, (await late.GetAsync("/v1/types")).StatusCode);
    }

    [Fact]
    public async Task Known_keys_work_a_minute_longer_when_the_cluster_cannot_be_asked_and_the_operators_always()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await TestGateway.StartAsync(services: s => s.AddSingleton<TimeProvider>(time));
        var client = await gateway.WithAsync([Scopes.StockRead]);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/types")).StatusCode);
        gateway.Access.Failure = new TimeoutException();
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/types")).StatusCode);
        time.Advance(TimeSpan.FromSeconds(31));
        await (await client.GetAsync("/v1/types")).ProblemAsync("timed-out");
        Assert.Equal(HttpStatusCode.OK, (await gateway.Operator().GetAsync("/v1/types")).StatusCode);
    }

    private static HttpClient Basic(TestGateway gateway, string credentials)
    {
        var client = gateway.Nobody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return client;
    }
}
