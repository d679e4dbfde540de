using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Sync.Pages.Access;

/// <summary>The forms that every page carries: sign out, and dark or light. Both need the page's antiforgery token.</summary>
internal static class PageForms
{
    public const string SignOutPath = "/sign-out";
    public const string ThemePath = "/theme";
    public const string ThemeCookie = "orleanssync-theme";
    private static readonly string[] Themes = ["dark", "light"];

    public static void Map(WebApplication app)
    {
        app.MapPost(SignOutPath, SignOutAsync).RequireAuthorization(PageCookie.Policy).ExcludeFromDescription();

        // The policy says by whom the token was asked for; nobody is kept out.
        app.MapPost(ThemePath, SetTheme).RequireAuthorization(PageCookie.Policy).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The theme that the visitor chose, or null: as the system has it.</summary>
    public static string? Theme(HttpContext? http) => http?.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : null;

    /// <summary>The page to go back to: one of ours, never another site.</summary>
    public static string Back(string? path) => path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";

    // The form is read so that its antiforgery token is checked.
    private static async Task<IResult> SignOutAsync(HttpContext http, [FromForm] string? back)
    {
        await http.SignOutAsync(PageCookie.Scheme);
        return Results.LocalRedirect(PageCookie.SignInPath);
    }

    private static IResult SetTheme(HttpContext http, [FromForm] string? theme, [FromForm] string? back)
    {
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true };
        if (theme is not null && Themes.Contains(theme)) http.Response.Cookies.Append(ThemeCookie, theme, options);
        else http.Response.Cookies.Delete(ThemeCookie);
        return Results.LocalRedirect(Back(back));
    }
}
