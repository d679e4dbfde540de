using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sync.Pages.Tests.Support;

namespace Sync.Pages.Tests.Browser;

public sealed class SignInTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_stranger_is_asked_for_a_key_and_then_sees_the_page_that_was_asked_for()
    {
        var page = await site.OpenAsync();
        await page.GotoAsync("/cases?resolved=true");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Site.SignInAsync(page, site.Key);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Cases", Exact = true })).ToBeVisibleAsync();
        Assert.EndsWith("/cases?resolved=true", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_answered_with_a_sentence()
    {
        var page = await site.OpenAsync();
        await page.GotoAsync("/sign-in");
        await Site.SignInAsync(page, "osk_nobody-has-this-key");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This key is not known.");
    }

    [Fact]
    public async Task The_cookie_is_not_for_scripts_and_not_for_other_sites()
    {
        var page = await site.OpenAsync("/");
        var cookie = Assert.Single(await page.Context.CookiesAsync(), c => c.Name == "orleanssync");
        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Strict, cookie.SameSite);
    }

    [Fact]
    public async Task The_cookie_opens_no_api()
    {
        var page = await site.OpenAsync("/");
        Assert.Equal(401, (await page.Context.APIRequest.GetAsync("/v1/cases")).Status);
    }

    [Fact]
    public async Task A_form_without_the_pages_token_is_refused()
    {
        var page = await site.OpenAsync("/");
        Assert.Equal(400, (await page.Context.APIRequest.PostAsync("/sign-out")).Status);
        Assert.Equal(400, (await page.Context.APIRequest.PostAsync("/theme")).Status);
        Assert.Equal(400, (await page.Context.APIRequest.PostAsync("/sign-in")).Status);
    }

    [Fact]
    public async Task Signed_out_means_asked_again()
    {
        var page = await site.OpenAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in$"));
        await page.GotoAsync("/subscriptions");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
    }

    [Fact]
    public async Task A_key_that_is_revoked_ends_the_page_that_is_open()
    {
        var made = await site.Api.Put("v1/keys/short-lived", """{"scopes":["stock:read"]}""");
        var page = await site.OpenAsync("/", made.Json.GetProperty("key").GetString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Plants", Exact = true })).ToBeVisibleAsync();
        using var http = new HttpClient { BaseAddress = new Uri(site.Address), DefaultRequestHeaders = { { "Authorization", "Bearer " + site.Key } } };
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync("v1/keys/short-lived")).StatusCode);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
    }

    [Fact]
    public async Task Everything_the_browser_loads_is_there()
    {
        var page = await site.OpenAsync();
        var missing = new List<string>();
        page.Response += (_, r) =>
        {
            if (r.Status >= 400) missing.Add($"{r.Status} {r.Url}");
        };
        await page.GotoAsync("/sign-in");
        await Site.SignInAsync(page, site.Key);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Plants", Exact = true })).ToBeVisibleAsync();
        Assert.Empty(missing);
    }
}
