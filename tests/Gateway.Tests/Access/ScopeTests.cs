namespace Sync.Gateway.Tests.Access;

public sealed class ScopeTests
{
    public static TheoryData<string, string, string[]> Matrix => new()
    {
        { "POST", "/v1/updates", [Scopes.UpdatesWrite] },
        { "GET", "/v1/types", Scopes.All.ToArray() },
        { "GET", "/v1/plants/P100/stock", [Scopes.StockRead] },
        { "GET", "/v1/plants/P100/stock/A", [Scopes.StockRead] },
        { "GET", "/v1/stock/P100/RM01/A", [Scopes.StockRead] },
        { "GET", "/v1/stock/P100/RM01/A/history", [Scopes.StockRead] },
        { "GET", "/v1/stock/P100/RM01/A/held", [Scopes.StockRead] },
        { "POST", "/v1/stock/P100/RM01/A/held/resume", [] },
        { "POST", "/v1/stock/P100/RM01/A/held/discard", [] },
        { "GET", "/v1/items/A", [Scopes.StockRead, Scopes.MastersWrite] },
        { "PUT", "/v1/items/A", [Scopes.MastersWrite] },
        { "GET", "/v1/plants/P100", [Scopes.StockRead, Scopes.MastersWrite] },
        { "PUT", "/v1/plants/P100", [Scopes.MastersWrite] },
        { "PUT", "/v1/plants/P100/locations/RM01", [Scopes.MastersWrite] },
        { "GET", "/v1/cases", [] },
        { "GET", "/v1/cases/a/b", [] },
        { "POST", "/v1/cases/own", [] },
        { "GET", "/v1/subscriptions", [Scopes.SubscriptionsWrite] },
        { "PUT", "/v1/subscriptions/a", [Scopes.SubscriptionsWrite] },
        { "DELETE", "/v1/subscriptions/a", [Scopes.SubscriptionsWrite] },
        { "POST", "/v1/subscriptions/a/resume", [Scopes.SubscriptionsWrite] },
        { "GET", "/v1/keys", [] },
        { "PUT", "/v1/keys/a", [] },
        { "DELETE", "/v1/keys/a", [] },
        { "GET", "/v1/feed", [] },
    };

    [Theory, MemberData(nameof(Matrix))]
    public async Task A_key_opens_what_its_scope_says_and_operate_opens_everything(string method, string path, string[] scopes)
    {
        await using var gateway = await TestGateway.StartAsync();
        foreach (var scope in Scopes.All)
        {
            var response = await (await gateway.WithAsync([scope])).SendAsync(new HttpMethod(method), path, "{}");
            if (scopes.Contains(scope) || scope == Scopes.Operate) Assert.True(response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized), $"{scope} got {response.StatusCode}");
            else await response.ProblemAsync("forbidden");
        }
    }

    [Fact]
    public async Task A_refusal_names_the_scope_that_is_missing()
    {
        await using var gateway = await TestGateway.StartAsync();
        var problem = await (await (await gateway.WithAsync([Scopes.StockRead])).UpdatesAsync("{}", "application/cloudevents+json")).ProblemAsync("forbidden");
        Assert.Contains("updates:write", problem.Text("detail"));
    }
}
