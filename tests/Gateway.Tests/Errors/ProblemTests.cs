using System.Text;
using Microsoft.AspNetCore.Builder;
using Sync.Gateway.Tests.Updates;

namespace Sync.Gateway.Tests.Errors;

public sealed class ProblemTests
{
    [Fact]
    public async Task An_unknown_address_is_a_problem_for_everybody()
    {
        await using var gateway = await TestGateway.StartAsync();
        var problem = await (await gateway.Operator().GetAsync("/v1/nothing")).ProblemAsync("not-found");
        Assert.Equal("/v1/nothing", problem.Text("instance"));
        await (await gateway.Nobody().GetAsync("/nothing")).ProblemAsync("not-found");
    }

    [Fact]
    public async Task A_wrong_method_is_a_problem_that_names_the_right_ones()
    {
        await using var gateway = await TestGateway.StartAsync();
        var response = await gateway.Operator().DeleteAsync("/v1/updates");
        Assert.Equal("POST", response.Content.Headers.Allow.Single());
        Assert.Contains("POST", (await response.ProblemAsync("method-not-allowed")).Text("detail"));
    }

    [Theory]
    [InlineData("/v1/stock/P/L/I?atLeast=abc")]
    [InlineData("/v1/stock/P/L/I/history?limit=abc")]
    [InlineData("/v1/stock/P/L/I/history?limit=0")]
    [InlineData("/v1/stock/P/L/I/history?before=0")]
    [InlineData("/v1/cases?includeResolved=maybe")]
    [InlineData("/v1/cases?limit=1001")]
    [InlineData("/v1/plants/P/stock?desc=2")]
    [InlineData("/v1/plants/%20P/stock")]
    public async Task A_parameter_that_cannot_be_read_is_a_problem(string path)
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().GetAsync(path)).ProblemAsync("invalid-query");
    }

    public static TheoryData<Exception, string> Failures => new()
    {
        { new OutcomeUnknownException(), "outcome-unknown" },
        { new TimeoutException(), "timed-out" },
        { new SiloUnavailableException("x"), "store-unavailable" },
        { new ViewNotReadyException(), "view-not-ready" },
        { new InvalidOperationException("secret of the house"), "internal" },
    };

    [Theory, MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_failure_behind_the_gateway_is_a_problem_without_its_inner_words(Exception failure, string code)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Grains.Failure = failure;
        foreach (var response in new[] { await gateway.Operator().UpdatesAsync(Bodies.Received("a"), Bodies.CloudEvent), await gateway.Operator().GetAsync("/v1/stock/P/L/I") })
        {
            var problem = await response.ProblemAsync(code);
            Assert.DoesNotContain("secret", problem.ToString());
            Assert.Equal(response.StatusCode == HttpStatusCode.ServiceUnavailable ? "1" : null, response.Headers.RetryAfter?.ToString());
        }
    }

    [Fact]
    public async Task An_answer_that_has_begun_is_cut_and_never_passed_off_as_whole()
    {
        await using var gateway = await TestGateway.StartAsync(map: app => app.MapGet("/begun", async http =>
        {
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("part"));
            await http.Response.Body.FlushAsync();
            throw new TimeoutException();
        }).AllowAnonymous());
        await Assert.ThrowsAnyAsync<Exception>(() => gateway.Nobody().GetStringAsync("/begun"));
    }

    [Fact]
    public async Task Answers_and_problems_alike_say_that_they_are_what_they_are()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Grains.Failure = new TimeoutException();
        foreach (var path in new[] { "/v1/types", "/v1/nothing", "/v1/stock/P/L/I", "/health/live" })
            Assert.Equal("nosniff", (await gateway.Operator().GetAsync(path)).Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Every_code_has_a_page()
    {
        await using var gateway = await TestGateway.StartAsync();
        foreach (var error in ErrorCodes.All) Assert.Equal(error.Cure, (await (await gateway.Nobody().GetAsync($"/errors/{error.Code}")).JsonAsync()).Text("cure"));
        await (await gateway.Nobody().GetAsync("/errors/nonsense")).ProblemAsync("not-found");
    }

    [Fact]
    public async Task A_browser_gets_the_page_of_a_code_as_a_page()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/errors/{ErrorCodes.ItemUnknown.Code}");
        request.Headers.Add("Accept", "text/html,application/xhtml+xml");
        using var response = await gateway.Nobody().SendAsync(request);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Register the item (PUT /v1/items/{item})", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_requests_than_a_caller_may_send_get_429_and_when_to_come_again()
    {
        await using var gateway = await TestGateway.StartAsync(o => o.RequestsPerSecond = 1);
        var client = gateway.Operator();
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 50; i++) answers.Add(await client.GetAsync("/v1/types"));
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("1", refused.Headers.RetryAfter?.ToString());
        await refused.ProblemAsync("too-many-requests");
        for (var i = 0; i < 50; i++) Assert.Equal(HttpStatusCode.OK, (await gateway.Nobody().GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public void Options_out_of_range_are_all_named_at_once()
    {
        var result = new SectionValidator<GatewayOptions>(GatewayOptions.Section).Validate(null, new GatewayOptions { DataDirectory = "", Lanes = 0, KeyCacheSeconds = 0 });
        string[] expected =
        [
            "Gateway:DataDirectory is empty: set it, or leave it out for its default", "Gateway:Lanes is 0: set it between 1 and 1024", "Gateway:KeyCacheSeconds is 0: set it between 1 and 300",
        ];
        Assert.Equal(expected, result.Failures);
    }
}
