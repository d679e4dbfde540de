using Sync.Pages.Access;
using Sync.Pages.Assets;
using Sync.Pages.Frame;
using Sync.Pages.Plants;

namespace Sync.Pages.Hosting;

/// <summary>The door of the live page.</summary>
public static class SyncPagesExtensions
{
    /// <summary>Adds what the pages need. Needs the gateway's services. Idempotent.</summary>
    public static IServiceCollection AddSyncPages(this IServiceCollection services)
    {
        if (services.Any(d => d.ServiceType == typeof(StockBoards))) return services;
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        PageCookie.Add(services);
        services.AddScoped<Visitor>().AddScoped<PageCommands>();
        services.AddSingleton<StockBoards>().AddSingleton<IStockFeed, LiveFeed>();
        return services;
    }

    /// <summary>Puts the pages into the application, after the gateway.</summary>
    public static WebApplication MapSyncPages(this WebApplication app)
    {
        app.UseMiddleware<PageHeaders>();
        app.UseAntiforgery();
        PageAssets.Map(app);
        PageForms.Map(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null).RequireAuthorization(PageCookie.Policy);
        return app;
    }
}
