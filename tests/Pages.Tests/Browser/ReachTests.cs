using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Sync.Pages.Tests.Support;

namespace Sync.Pages.Tests.Browser;

/// <summary>Who cannot see, point or has a small screen reaches everything too.</summary>
public sealed class ReachTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Grave = ["serious", "critical"];

    public static TheoryData<string> Pages => ["/", "/plants/P100", "/stock/P100/RM01/BOLT-M8-WITH-A-RATHER-LONG-NUMBER-0123456789", "/cases", "/subscriptions", "/stock/P100/RM01/UNKNOWN"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_grave(string path)
    {
        await FillAsync();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await site.OpenAsync(path, scheme: scheme);
            await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
            var found = (await page.RunAxe()).Violations.Where(v => Grave.Contains(v.Impact)).Select(v => $"{scheme} {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}");
            Assert.Empty(found);
        }
    }

    [Fact]
    public async Task Axe_finds_nothing_grave_at_the_door()
    {
        var page = await site.OpenAsync();
        await page.GotoAsync("/sign-in");
        Assert.Empty((await page.RunAxe()).Violations.Where(v => Grave.Contains(v.Impact)).Select(v => v.Id));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_phone_never_scrolls_sideways(string path)
    {
        await FillAsync();
        var page = await site.OpenAsync(path, width: 390, height: 844);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
    }

    [Fact]
    public async Task Every_control_is_reached_by_keyboard_and_shows_it()
    {
        await FillAsync();
        var page = await site.OpenAsync("/plants/P100");
        await Assertions.Expect(page.Locator(".live")).ToBeVisibleAsync();
        await page.Locator(".skip").FocusAsync();
        var reached = new List<string>();
        for (var (name, shown) = await FocusAsync(page); name.Length > 0 && reached.Count < 60; (name, shown) = await FocusAsync(page))
        {
            Assert.True(shown, $"{name} does not show that it has the focus");
            reached.Add(name);
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Superset(new HashSet<string> { "Skip to the content", "Plants", "Cases", "Subscriptions", "Sign out", "search", "location", "status", "below", "sort", "Location ▲", "BOLT-M8-WITH-A-RATHER-LONG-NUMBER-0123456789" }, reached.ToHashSet());
        await page.GetByRole(AriaRole.Button, new() { Name = "On hand" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "On hand" })).ToHaveAttributeAsync("aria-sort", "descending");
    }

    [Fact]
    public async Task Dark_and_light_are_chosen_and_kept()
    {
        var page = await site.OpenAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.GotoAsync("/cases");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Light" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        Assert.EndsWith("/cases", page.Url, StringComparison.Ordinal);
    }

    private static async Task<(string Name, bool Shown)> FocusAsync(IPage page)
    {
        var focus = await page.EvaluateAsync<string[]>("""
            () => { const e = document.activeElement; if (!e || e === document.body) return ['', ''];
                    return [e.id || e.textContent.trim() || e.tagName, getComputedStyle(e).outlineStyle]; }
            """);
        return (focus[0], focus[1] != "none");
    }

    private async Task FillAsync()
    {
        Chromium.SkipWhenAbsent();
        await site.Api.PostUpdate(Events.Received("A-1", "P100/RM01/BOLT-M8-WITH-A-RATHER-LONG-NUMBER-0123456789", 1_234_567.125m));
        await site.Api.Put("v1/plants/P200", """{"world":"Closed","name":"A plant with a name of some length"}""");
        await site.Api.PostUpdate(Events.Received("A-2", "P200/RM01/WHO-KNOWS"));
        await site.Api.Put("v1/subscriptions/one", """{"url":"http://127.0.0.1:1/a/rather/long/address/of/a/hook/that/nobody/answers","start":"Now"}""");
    }
}
