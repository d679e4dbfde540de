using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;
using Sync.Gateway.Access;
using Sync.Gateway.Cases;
using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Feed;
using Sync.Gateway.Health;
using Sync.Gateway.Inbox;
using Sync.Gateway.Items;
using Sync.Gateway.Live;
using Sync.Gateway.OpenApi;
using Sync.Gateway.Plants;
using Sync.Gateway.Retention;
using Sync.Gateway.Snapshots;
using Sync.Gateway.Stock;
using Sync.Gateway.Subscriptions;
using Sync.Gateway.Telemetry;
using Sync.Gateway.Updates;
using Sync.Gateway.Verification;

namespace Sync.Gateway.Hosting;

/// <summary>The door of the gateway.</summary>
public static class GatewayHostingExtensions
{
    /// <summary>Adds the gateway's services. Needs an Orleans client or silo in the same process, for <see cref="IGrainFactory"/>.
    /// Options are read from section <c>Gateway</c>, then changed by <paramref name="configure"/>. Idempotent.</summary>
    public static IHostApplicationBuilder AddSyncGateway(this IHostApplicationBuilder builder, Action<GatewayOptions>? configure = null)
    {
        var services = builder.Services;
        if (configure is not null) services.PostConfigure(configure);
        if (services.Any(d => d.ServiceType == typeof(UpdateHandler))) return builder;
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>>(new SectionValidator<GatewayOptions>(GatewayOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<UpdateRouting>().AddSingleton<StockReading>().AddSingleton<UpdateHandler>().AddSingleton<UpdateAdmission>().AddSingleton<GatewayCommands>().AddSingleton<GatewayInstruments>().AddSingleton<HeldActions>().AddSingleton<SnapshotIntake>();
        services.AddSingleton<LiveInstruments>().AddSingleton<ILiveStock, LiveStock>();
        services.TryAddSingleton(UpdateContracts.Default);
        GatewayAuthorization.Add(services);
        services.AddRateLimiter(_ => { });
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, GatewayRates>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, GatewayKestrel>();
        // A request goes on in the thread that has read it: nothing in the gateway blocks, and a read takes less than the way to another thread.
        services.Configure<SocketTransportOptions>(static options => options.UnsafePreferInlineScheduling = true);
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddHealthChecks().AddCheck<ClusterHealthCheck>(ClusterHealthCheck.Name);
        GatewayOpenApi.Add(services);
        return builder;
    }

    /// <summary>Puts the gateway's middleware and endpoints into the application. Call it once, before anything else is mapped.</summary>
    public static WebApplication MapSyncGateway(this WebApplication app)
    {
        app.UseMiddleware<FailureMiddleware>();
        app.UseStatusCodePages(StatusPages.WriteAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        MapEndpoints(app);
        MapPages(app);
        OperatorKeyNotice.Write(app.Services.GetRequiredService<OperatorKey>(), app.Logger);
        return app;
    }

    private static void MapEndpoints(WebApplication app)
    {
        RouteGroupBuilder routes = app.MapGroup("").AddEndpointFilter(new RouteFilter()).AddEndpointFilter(new ReadAgain(app.Services.GetRequiredService<TimeProvider>()));
        UpdateEndpoints.Map(app);
        PlantStockEndpoints.Map(routes);
        LiveEndpoints.Map(routes);
        PositionEndpoints.Map(routes);
        ExplainEndpoints.Map(routes);
        HeldEndpoints.Map(routes);
        GapEndpoints.Map(routes);
        ContractEndpoints.Map(routes);
        ItemEndpoints.Map(routes);
        PlantEndpoints.Map(routes);
        SnapshotEndpoints.Map(routes);
        CaseEndpoints.Map(routes);
        SubscriptionEndpoints.Map(routes);
        KeyEndpoints.Map(routes);
        FeedEndpoints.Map(routes);
        VerifyEndpoints.Map(routes);
        RetentionEndpoints.Map(routes);
        InboxEndpoints.Map(routes);
        ErrorEndpoints.Map(routes);
    }

    private static void MapPages(WebApplication app)
    {
        HealthEndpoints.Map(app);
        GatewayOpenApi.Map(app);
        if (app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.Dashboard)
            app.MapOrleansDashboard(BrowserPages.Dashboard).RequireAuthorization(GatewayPolicies.OperateEverywhere);
    }
}
