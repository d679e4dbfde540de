using Microsoft.Extensions.DependencyInjection.Extensions;
using Sync.Grains.Hosting;

namespace Sync.Silo.Memory;

/// <summary>Adds what keeps pauses short.</summary>
internal static class CollectionExtensions
{
    public static IServiceCollection AddCollectionPace(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSyncOptions<CollectionOptions>(configuration, "Collections").AddHostedService<CollectionPacer>();
    }
}
