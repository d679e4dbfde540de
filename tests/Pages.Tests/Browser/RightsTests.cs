using Microsoft.Playwright;
using Sync.Pages.Tests.Support;

namespace Sync.Pages.Tests.Browser;

public sealed class RightsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task An_operator_takes_a_case_and_resolves_it()
    {
        await OpenCaseAsync("CASE1");
        var page = await site.OpenAsync("/cases?plant=CASE1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("operator owns it.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Assertions.Expect(page.Locator(".badge").GetByText("acknowledged")).ToBeVisibleAsync();
        await page.GetByLabel("What was done").FillAsync("registered by hand");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing needs a person")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_key_that_may_only_read_sees_no_buttons_and_only_its_plants()
    {
        await OpenCaseAsync("CASE2");
        await OpenCaseAsync("CASE3");
        var made = await site.Api.Put("v1/keys/reader", """{"scopes":["stock:read"],"plants":["CASE2"]}""");
        var page = await site.OpenAsync("/cases", made.Json.GetProperty("key").GetString());
        await Assertions.Expect(page.Locator(".case")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".case button")).ToHaveCountAsync(0);
        await page.GotoAsync("/stock/CASE2/RM01/WHO-KNOWS");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Held updates" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main .actions button")).ToHaveCountAsync(0);
        await page.GotoAsync("/plants/CASE3");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The key 'reader' is not for plant CASE3.");
        await page.GotoAsync("/subscriptions");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The key 'reader' lacks subscriptions:write.");
    }

    [Fact]
    public async Task An_operator_gives_up_a_held_update_with_a_reason()
    {
        await OpenCaseAsync("CASE4");
        var page = await site.OpenAsync("/stock/CASE4/RM01/WHO-KNOWS");
        await page.GetByLabel("Why it is given up").FillAsync("sent to the wrong plant");
        await page.GetByRole(AriaRole.Button, new() { Name = "Give up" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Held updates" })).ToBeHiddenAsync();
        var newest = (await site.Api.History("CASE4/RM01/WHO-KNOWS"))[0].GetProperty("data");
        Assert.Equal(("sent to the wrong plant", "operator"), (newest.GetProperty("reason").GetString(), newest.GetProperty("by").GetString()));
    }

    private async Task OpenCaseAsync(string plant)
    {
        Chromium.SkipWhenAbsent();
        await site.Api.Put($"v1/plants/{plant}", """{"world":"Closed"}""");
        Assert.Equal("Held", (await site.Api.PostUpdate(Events.Received($"H-{plant}", $"{plant}/RM01/WHO-KNOWS"))).Verdict);
    }
}
