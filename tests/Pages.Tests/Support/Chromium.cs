using Microsoft.Playwright;

namespace Sync.Pages.Tests.Support;

/// <summary>The browser of the operating system.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>How long a condition may take to come true on a busy machine.</summary>
    private const float Patience = 30_000;

    static Chromium() => Assertions.SetDefaultExpectTimeout(Patience);

    public static string? Binary { get; } = Places.FirstOrDefault(File.Exists);

    public static void SkipWhenAbsent() => Assert.SkipWhen(Binary is null, "Chromium is not installed");

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Binary,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
}
