using Microsoft.Playwright;
using Sync.Pages.Tests.Support;

namespace Sync.Pages.Tests.Browser;

public sealed class RestartTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_page_says_that_the_server_is_gone_and_goes_on_when_it_is_back()
    {
        Chromium.SkipWhenAbsent();
        await site.ReceiveAsync("R-1", "P100/RM01/BOLT", 500);
        var page = await site.OpenAsync("/plants/P100?q=bolt");
        await Assertions.Expect(page.Locator(".live")).ToBeVisibleAsync();
        await site.KillAsync();
        await Assertions.Expect(page.GetByText("The connection to the server is lost.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("500 EA")).ToBeVisibleAsync();
        await site.StartAsync();
        await Assertions.Expect(page.GetByText("The connection to the server is lost.")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".live")).ToBeVisibleAsync();
        await site.ReceiveAsync("R-2", "P100/RM01/BOLT", 1);
        await Assertions.Expect(page.GetByText("501 EA")).ToBeVisibleAsync();
        Assert.EndsWith("/plants/P100?q=bolt", page.Url, StringComparison.Ordinal);
    }
}
