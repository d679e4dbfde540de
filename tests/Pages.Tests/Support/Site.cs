using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Sync.Pages.Tests.Support;

/// <summary>The running program, a browser, and updates to look at. One for each class of tests.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private RunningSystem? _system;

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    internal Api Api { get; private set; } = null!;

    internal string Key { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Binary is null) return;
        await StartAsync();
        Key = (await File.ReadAllTextAsync(_data.File("operator.key"))).Trim();
        Api = new Api(Address, Key);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_system is not null) await _system.DisposeAsync();
        _data.Dispose();
    }

    public async Task StartAsync()
    {
        _system = RunningSystem.Start("--data", _data.Path, "--urls", Address);
        await _system.ReadyAsync();
    }

    public async Task KillAsync()
    {
        await _system!.KillAsync();
        await _system.DisposeAsync();
    }

    /// <summary>A window of its own, not signed in.</summary>
    public async Task<IPage> OpenAsync(int width = 1400, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        Chromium.SkipWhenAbsent();
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address, ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    /// <summary>A window that is signed in, at a page that is connected.</summary>
    public async Task<IPage> OpenAsync(string path, string? key = null, int width = 1400, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await OpenAsync(width, height, scheme);
        await page.GotoAsync("/sign-in?back=" + Uri.EscapeDataString(path));
        await SignInAsync(page, key ?? Key);
        // Asked of the page itself: an event of its loading may have passed before anybody waited for it.
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"));
        await page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.title !== ''");
        return page;
    }

    public static async Task SignInAsync(IPage page, string key)
    {
        await page.GetByLabel("API key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    internal async Task ReceiveAsync(string id, string position, decimal quantity) =>
        Assert.Equal("Applied", (await Api.PostUpdate(Events.Received(id, position, quantity))).Verdict);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
