using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Items;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;
using Sync.Domain.Stock;
using Sync.Grains.Entities;
using Sync.Grains.Feed;
using Sync.Grains.Placement;
using Sync.Grains.Retention;
using Sync.Grains.Routing;
using Sync.Grains.Stock;
using Sync.Grains.Subscriptions;
using Sync.Grains.Upgrades;
using Sync.Grains.Verification;
using Sync.Grains.Views;
using Sync.Journal;

namespace Sync.Grains.Hosting;

/// <summary>The one door of this room.</summary>
public static class SyncGrainsExtensions
{
    /// <summary>Adds entities, feed, views and subscriptions to a silo. Needs <see cref="IJournal"/>, <see cref="IFeedStore"/>,
    /// <see cref="ILaneStore"/>, <see cref="IDeliverySender"/> and grain storage named <c>sync</c>. Idempotent.</summary>
    public static IServiceCollection AddSyncGrains(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSyncOptions<EntityOptions>(configuration, "Entities");
        services.AddSyncOptions<FeedOptions>(configuration, "Feed");
        services.AddSyncOptions<SubscriptionOptions>(configuration, "Delivery");
        services.AddSyncContracts(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Codecs);
        services.TryAddSingleton(sp => FormatBoard.Of(sp.GetRequiredService<EventCodecs>()));
        services.AddSyncVerification(configuration);
        services.AddSyncOptions<RetentionOptions>(configuration, "Retention");
        services.TryAddSingleton<RetentionDesk>();
        services.TryAddSingleton<LimitDesk>();
        services.TryAddSingleton<MasterDesk>();
        services.TryAddSingleton<LocalEntities>();
        services.TryAddSingleton<HandOvers>();
        services.TryAddSingleton<IUpdateRouter, UpdateRouter>();
        services.TryAddSingleton<IAwakeStock, AwakeStock>();
        services.TryAddSingleton<EntityServices>();
        services.TryAddSingleton<FlowRunner>();
        if (services.Any(s => s.ServiceType == typeof(FeedHub))) return services;
        services.AddPlacementDirector<SpreadPlacement, SpreadDirector>();
        services.AddSingleton<SpreadDesk>();
        services.AddSingleton<FeedHub>();
        services.AddSingleton<ViewServices>();
        services.AddHostedService(sp => sp.GetRequiredService<FeedHub>());
        services.AddHostedService<LaneStarter>();
        services.AddHostedService<VerifyStarter>();
        return services;
    }

    /// <summary>Lets silos write newer formats only when every silo of the cluster reads them. Needs <see cref="IFormatStore"/>. Idempotent.</summary>
    public static IServiceCollection AddSyncFormats(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(s => s.ServiceType == typeof(FormatKeeper))) return services;
        services.AddSyncOptions<FormatOptions>(configuration, "Formats");
        services.AddSingleton<FormatKeeper>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static sp => sp.GetRequiredService<FormatKeeper>());
        return services;
    }

    /// <summary>Adds what was agreed with sources, for a process that only tells of it. Idempotent.</summary>
    public static IServiceCollection AddSyncContracts(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(s => s.ServiceType == typeof(ContractOptions))) return services;
        services.AddSyncOptions<ContractOptions>(configuration, "Contracts");
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ContractOptions>, ContractOptionsValidator>());
        services.TryAddSingleton(sp => sp.GetRequiredService<ContractOptions>().ToContracts());
        return services;
    }

    /// <summary>Adds what verifies stored records, without a silo. Needs <see cref="IJournal"/> and <see cref="IAuditStore"/>. Idempotent.</summary>
    public static IServiceCollection AddSyncVerification(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSyncOptions<VerifyOptions>(configuration, "Verify");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StockModel>();
        services.TryAddSingleton<ItemModel>();
        services.TryAddSingleton<PlantModel>();
        services.TryAddSingleton<CaseModel>();
        services.TryAddSingleton<VerifyDesk>();
        services.TryAddSingleton<LiveDesk>();
        services.TryAddSingleton<VerifyCases>();
        return services;
    }

    /// <summary>Adds the options of one section, validated at the start by the annotations of their properties, as a service of their own.</summary>
    public static IServiceCollection AddSyncOptions<TOptions>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>>(new SectionValidator<TOptions>(section)));
        services.TryAddSingleton(sp => sp.GetRequiredService<IOptions<TOptions>>().Value);
        return services;
    }

    private static EventCodecs Codecs(IServiceProvider services) => new(new Dictionary<string, EventCodec>
    {
        [EntityKinds.Stock] = services.GetRequiredService<StockModel>().Events,
        [EntityKinds.Item] = services.GetRequiredService<ItemModel>().Events,
        [EntityKinds.Plant] = services.GetRequiredService<PlantModel>().Events,
        [EntityKinds.Case] = services.GetRequiredService<CaseModel>().Events,
    });
}
