using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Sync.Gateway;

namespace Sync.Pages.Access;

/// <summary>Signs browsers in: a cookie that carries the hash of an API key, encrypted. Each request looks the key up again, so that a key
/// that is revoked ends every session with it. The API itself never looks at the cookie.</summary>
internal static class PageCookie
{
    public const string Scheme = "page";
    public const string SignInPath = "/sign-in";

    /// <summary>The claim with the hash of the key, in hexadecimal.</summary>
    public const string KeyClaim = "orleanssync:key";

    private const string CookieName = "orleanssync";
    private const string KeyFolder = "page-keys";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public static AuthorizationPolicy Policy { get; } = new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build();

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(Scheme, Configure);
        services.AddDataProtection();

        // Sessions outlive a restart, and the keys lie where the operator's key lies.
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(p => new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository =
            new FileSystemXmlRepository(KeysIn(p.GetRequiredService<IOptions<GatewayOptions>>().Value.DataDirectory), p.GetRequiredService<ILoggerFactory>())));
        services.Configure<LoggerFilterOptions>(o => o.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
    }

    /// <summary>What a browser is signed in with.</summary>
    public static ClaimsPrincipal Principal(ClaimsPrincipal caller, byte[] hash) =>
        new([(ClaimsIdentity)caller.Identity!, new ClaimsIdentity([new Claim(KeyClaim, Convert.ToHexStringLower(hash))], Scheme)]);

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.LoginPath = SignInPath;
        options.AccessDeniedPath = SignInPath;
        options.ReturnUrlParameter = "back";
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<KeyDirectory>();
        if (context.Principal?.FindFirst(KeyClaim)?.Value is { } hex && await keys.FindAsync(Convert.FromHexString(hex)) is { } caller)
        {
            context.ReplacePrincipal(Principal(caller, Convert.FromHexString(hex)));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    private static DirectoryInfo KeysIn(string data)
    {
        var path = Path.Combine(data, KeyFolder);
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
