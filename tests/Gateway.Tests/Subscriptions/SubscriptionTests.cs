using System.Text.Json;

namespace Sync.Gateway.Tests.Subscriptions;

public sealed class SubscriptionTests
{
    private const string Path = "/v1/subscriptions/portal";
    private const string Request = """{"url":"http://127.0.0.1:5090/hook","filter":{"kinds":["stock"],"plants":["P100"]},"start":"Now","maxInFlight":4,"timeoutSeconds":5}""";

    [Fact]
    public async Task A_new_subscription_gets_a_secret_that_is_shown_once()
    {
        await using var gateway = await TestGateway.StartAsync();
        var made = await (await gateway.Operator().SendAsync(HttpMethod.Put, Path, Request)).JsonAsync();
        var secret = made.Text("secret")!;
        Assert.Equal(32, Convert.FromBase64String(secret["whsec_".Length..]).Length);
        var profile = Grain(gateway).Profile!;
        Assert.Equal((secret, SubscriptionStart.Now, 4, 5, false), (profile.Secret, profile.Start, profile.MaxInFlight, profile.TimeoutSeconds, profile.Paused));
        Assert.Equal(["P100"], profile.Filter.Plants);
        Assert.DoesNotContain(secret, await gateway.Operator().GetStringAsync(Path));
        Assert.DoesNotContain(secret, await gateway.Operator().GetStringAsync("/v1/subscriptions"));
    }

    [Fact]
    public async Task An_existing_subscription_keeps_its_secret_when_none_is_sent()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.Operator().SendAsync(HttpMethod.Put, Path, Request);
        var changed = await (await gateway.Operator().SendAsync(HttpMethod.Put, Path, Request.Replace("\"start\":\"Now\"", "\"paused\":true"))).JsonAsync();
        Assert.Null(changed.Text("secret"));
        Assert.Equal(("", true), (Grain(gateway).Profile!.Secret, Grain(gateway).Profile!.Paused));
    }

    [Fact]
    public async Task A_secret_of_the_callers_own_is_taken_and_never_shown()
    {
        await using var gateway = await TestGateway.StartAsync();
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var response = await gateway.Operator().SendAsync(HttpMethod.Put, Path, Request.Replace("\"start\"", $"\"secret\":\"{secret}\",\"start\""));
        Assert.DoesNotContain(secret, await response.Content.ReadAsStringAsync());
        Assert.Equal(secret, Grain(gateway).Profile!.Secret);
    }

    [Fact]
    public async Task Subscriptions_are_listed_shown_and_ended()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.Operator().SendAsync(HttpMethod.Put, Path, Request);
        var listed = Assert.Single((await (await gateway.Operator().GetAsync("/v1/subscriptions")).JsonAsync()).GetProperty("subscriptions").EnumerateArray().ToArray());
        var shown = await (await gateway.Operator().GetAsync(Path)).JsonAsync();
        Assert.True(JsonElement.DeepEquals(listed, shown));
        Assert.Equal(("delivering", "http://127.0.0.1:5090/hook", "True"), (shown.Text("state"), shown.Text("url"), shown.Text("caughtUp")));
        Assert.Equal("stock/P100/RM01/A", shown.GetProperty("parked")[0].Text("entity"));
        Assert.Equal(HttpStatusCode.NoContent, (await gateway.Operator().DeleteAsync(Path)).StatusCode);
        await (await gateway.Operator().GetAsync(Path)).ProblemAsync("not-found");
        await (await gateway.Operator().DeleteAsync(Path)).ProblemAsync("not-found");
    }

    [Fact]
    public async Task Parked_keys_go_on_one_or_all()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().PostAsync($"{Path}/resume", null)).ProblemAsync("not-found");
        await gateway.Operator().SendAsync(HttpMethod.Put, Path, Request);
        Assert.Equal("1", (await (await gateway.Operator().PostAsync($"{Path}/resume", null)).JsonAsync()).Text("resumed"));
        Assert.Null(Grain(gateway).Resumed);
        await gateway.Operator().SendAsync(HttpMethod.Post, $"{Path}/resume", """{"entity":"stock/P100/RM01/A"}""");
        Assert.Equal(new EntityKey("stock", "P100/RM01/A"), Grain(gateway).Resumed);
        foreach (var entity in new[] { "stock", "/x", "stock/", "" }) await (await gateway.Operator().SendAsync(HttpMethod.Post, $"{Path}/resume", $$"""{"entity":"{{entity}}"}""")).ProblemAsync("field-invalid");
    }

    [Theory]
    [InlineData("\"url\":\"http://127.0.0.1:5090/hook\"", "\"url\":\"ftp://x\"", "subscription-invalid", "url")]
    [InlineData("\"url\":\"http://127.0.0.1:5090/hook\"", "\"url\":\"/hook\"", "subscription-invalid", "url")]
    [InlineData("\"url\":\"http://127.0.0.1:5090/hook\"", "\"url\":\"http://u:p@x/\"", "subscription-invalid", "url")]
    [InlineData("\"url\":\"http://127.0.0.1:5090/hook\",", "", "subscription-invalid", "url")]
    [InlineData("\"maxInFlight\":4", "\"maxInFlight\":257", "subscription-invalid", "maxInFlight")]
    [InlineData("\"timeoutSeconds\":5", "\"timeoutSeconds\":0", "subscription-invalid", "timeoutSeconds")]
    [InlineData("\"timeoutSeconds\":5", "\"secret\":\"hunter2\"", "subscription-invalid", "secret")]
    [InlineData("[\"stock\"]", "[\"stonk\"]", "subscription-invalid", "stonk")]
    [InlineData("[\"P100\"]", "[\"\"]", "subscription-invalid", "filter")]
    [InlineData("\"start\":\"Now\"", "\"start\":\"Later\"", "invalid-payload", "start")]
    [InlineData("\"start\":\"Now\"", "\"begin\":\"Now\"", "invalid-payload", "begin")]
    public async Task What_does_not_fit_is_named(string part, string spoiled, string code, string named)
    {
        await using var gateway = await TestGateway.StartAsync();
        Assert.Contains(part, Request);
        var problem = await (await gateway.Operator().SendAsync(HttpMethod.Put, Path, Request.Replace(part, spoiled))).ProblemAsync(code);
        Assert.Contains(named, problem.Text("detail"));
        Assert.Null(Grain(gateway).Profile);
    }

    [Theory]
    [InlineData("/v1/subscriptions/Portal")]
    [InlineData("/v1/subscriptions/a%20b")]
    public async Task An_id_is_lower_case_letters_digits_and_hyphens(string path)
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().SendAsync(HttpMethod.Put, path, Request)).ProblemAsync("subscription-invalid");
    }

    [Fact]
    public async Task What_the_subscription_itself_refuses_is_a_problem()
    {
        await using var gateway = await TestGateway.StartAsync();
        Grain(gateway).Refuses = ErrorCodes.SubscriptionInvalid.With("the address is not allowed");
        await (await gateway.Operator().SendAsync(HttpMethod.Put, Path, Request)).ProblemAsync("subscription-invalid");
    }

    [Fact]
    public async Task A_key_for_some_plants_reaches_only_subscriptions_to_those()
    {
        await using var gateway = await TestGateway.StartAsync();
        var mine = await gateway.WithAsync([Scopes.SubscriptionsWrite], "P100");
        var theirs = await gateway.WithAsync([Scopes.SubscriptionsWrite], "P200");
        await (await mine.SendAsync(HttpMethod.Put, "/v1/subscriptions/all", """{"url":"http://x/"}""")).ProblemAsync("forbidden");
        Assert.Equal(HttpStatusCode.OK, (await mine.SendAsync(HttpMethod.Put, Path, Request)).StatusCode);
        await (await theirs.GetAsync(Path)).ProblemAsync("not-found");
        await (await theirs.DeleteAsync(Path)).ProblemAsync("not-found");
        await (await theirs.SendAsync(HttpMethod.Put, Path, Request.Replace("P100", "P200"))).ProblemAsync("forbidden");
        Assert.Equal("""{"subscriptions":[]}""", await theirs.GetStringAsync("/v1/subscriptions"));
    }

    private static FakeSubscription Grain(TestGateway gateway) => (FakeSubscription)gateway.Grains.Get<ISubscriptionGrain>("portal");
}
