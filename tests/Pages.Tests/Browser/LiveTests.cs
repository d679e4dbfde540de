using Microsoft.Playwright;
using Sync.Pages.Tests.Support;

namespace Sync.Pages.Tests.Browser;

public sealed class LiveTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_plants_page_shows_an_update_when_it_is_posted()
    {
        await site.ReceiveAsync("L-1", "LIVE/RM01/BOLT", 500);
        var page = await site.OpenAsync("/plants/LIVE");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "BOLT" });
        await Assertions.Expect(row).ToContainTextAsync("500 EA");
        await Assertions.Expect(page.Locator(".live")).ToBeVisibleAsync();
        await site.ReceiveAsync("L-2", "LIVE/RM01/BOLT", 37);
        await Assertions.Expect(row).ToContainTextAsync("537 EA");
        await Assertions.Expect(page.Locator("tr.flash.up")).ToHaveCountAsync(1);
        await site.ReceiveAsync("L-3", "LIVE/RM02/NUT", 4);
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "NUT" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_plants_page_is_searched_sorted_and_filtered()
    {
        foreach (var (item, quantity) in new[] { ("ALPHA", 30m), ("BETA", 10m), ("GAMMA", 20m) }) await site.ReceiveAsync($"S-{item}", $"SORT/RM01/{item}", quantity);
        var page = await site.OpenAsync("/plants/SORT");
        await Assertions.Expect(page.Locator(".live")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Available" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody th a")).ToHaveTextAsync(["BETA", "GAMMA", "ALPHA"]);
        await page.GetByLabel("Available below").FillAsync("25");
        await page.GetByLabel("Available below").PressAsync("Tab");
        await Assertions.Expect(page.Locator("tbody th a")).ToHaveTextAsync(["BETA", "GAMMA"]);
        await page.GetByLabel("Search").FillAsync("gam");
        await Assertions.Expect(page.Locator("tbody th a")).ToHaveTextAsync(["GAMMA"]);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("tbody th a")).ToHaveTextAsync(["GAMMA"]);
        await page.GetByLabel("Search").FillAsync("nothing like it");
        await Assertions.Expect(page.GetByText("No position fits")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_position_tells_its_story_as_it_happens()
    {
        await site.ReceiveAsync("P-1", "LIVE/RM01/STORY", 500);
        var page = await site.OpenAsync("/stock/LIVE/RM01/STORY");
        await Assertions.Expect(page.Locator(".story").GetByText("500 EA were received")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".live")).ToBeVisibleAsync();
        await site.ReceiveAsync("P-2", "LIVE/RM01/STORY", 12);
        await Assertions.Expect(page.Locator(".story li").First).ToContainTextAsync("12 EA were received");
        await Assertions.Expect(page.Locator(".lead dd")).ToContainTextAsync("512");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "On hand over time" })).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("512 EA now"));
    }

    [Fact]
    public async Task An_identifier_with_a_slash_has_a_page()
    {
        await site.ReceiveAsync("X-1", "LIVE/RM%2F01/50%25", 3);
        var page = await site.OpenAsync("/plants/LIVE?q=50");
        await Assertions.Expect(page.Locator(".live")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "50%", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "50%" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".story").GetByText("3 EA were received")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".story").GetByText("3 EA were received")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_cannot_be_shown_is_a_sentence_with_code_and_cure()
    {
        var page = await site.OpenAsync("/stock/LIVE/RM01/NOBODY");
        var alert = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("Nothing was ever recorded for LIVE/RM01/NOBODY. Check the spelling; identifiers are case-sensitive.");
        await Assertions.Expect(alert.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/errors/not-found");
        await page.GotoAsync("/plants/NOWHERE");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The plant NOWHERE is not known.");
    }

    [Fact]
    public async Task Plants_are_listed_when_they_first_speak()
    {
        var page = await site.OpenAsync("/");
        await site.ReceiveAsync("N-1", "FRESH/RM01/BOLT", 1);
        await page.GetByRole(AriaRole.Link, new() { Name = "FRESH", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "FRESH" })).ToBeVisibleAsync();
    }
}
