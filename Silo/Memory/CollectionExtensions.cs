using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sync.Contracts;

namespace Sync.Silo.Memory;

/// <summary>Adds what keeps pauses short.</summary>
internal static class CollectionExtensions
{
    public static IServiceCollection AddCollectionPace(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<CollectionOptions>().Bind(configuration.GetSection("Collections")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CollectionOptions>>(new SectionValidator<CollectionOptions>("Collections"));
        services.AddHostedService(sp => new CollectionPacer(sp.GetRequiredService<IOptions<CollectionOptions>>().Value, sp.GetRequiredService<TimeProvider>()));
        return services;
    }
}
