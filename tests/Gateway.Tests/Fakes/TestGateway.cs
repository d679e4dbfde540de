using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sync.Gateway.Access;
using Sync.Gateway.Hosting;

namespace Sync.Gateway.Tests.Fakes;

/// <summary>The whole gateway in memory, over fake grains, with a data folder of its own.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestGateway(WebApplication app, FakeGrains grains, string directory) => (_app, Grains, Directory) = (app, grains, directory);

    public FakeGrains Grains { get; }

    public string Directory { get; }

    public IServiceProvider Services => _app.Services;

    public FakeRouter Router => (FakeRouter)Grains.Get<IUpdateRouterGrain>("0");

    public FakeAccess Access => (FakeAccess)Grains.Get<IAccessGrain>("0");

    public static async Task<TestGateway> StartAsync(Action<GatewayOptions>? configure = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("gateway-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var grains = MakeGrains();
        builder.Services.AddSingleton<IGrainFactory>(grains);
        builder.AddSyncGateway(o =>
        {
            (o.DataDirectory, o.Dashboard, o.Lanes) = (directory, false, 4);
            configure?.Invoke(o);
        });
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapSyncGateway();
        map?.Invoke(app);
        await app.StartAsync();
        return new TestGateway(app, grains, directory);
    }

    /// <summary>A client with the operator's key.</summary>
    public HttpClient Operator() => With(File.ReadAllText(Path.Combine(Directory, "operator.key")).Trim());

    /// <summary>A client without a key.</summary>
    public HttpClient Nobody() => new(new RawTargetHandler(_app.GetTestServer().CreateHandler(RawTargetHandler.Copy))) { BaseAddress = new Uri("http://localhost") };

    /// <summary>A client with this key.</summary>
    public HttpClient With(string key)
    {
        var client = Nobody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A client with a key of its own, for these scopes and plants.</summary>
    public async Task<HttpClient> WithAsync(string[] scopes, params string[] plants)
    {
        var client = await WithKeyOfAnotherAsync(scopes, plants);
        Services.GetRequiredService<KeyDirectory>().Forget();
        return client;
    }

    /// <summary>A client with a key that another gateway made: this one has not heard of it.</summary>
    public async Task<HttpClient> WithKeyOfAnotherAsync(string[] scopes, params string[] plants)
    {
        var key = KeyText.Make(KeyText.Prefix);
        await Access.Put(new ApiKeyEntry($"key-{Guid.NewGuid():N}", Convert.ToHexStringLower(KeyText.Hash(key)), [.. scopes], [.. plants], DateTimeOffset.UnixEpoch));
        return With(key);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static FakeGrains MakeGrains()
    {
        var grains = new FakeGrains();
        var directory = new FakeSubscriptionDirectory();
        grains.Use<IUpdateRouterGrain>(_ => new FakeRouter());
        grains.Use<IAccessGrain>(_ => new FakeAccess());
        grains.Use<IStockGrain>(_ => new FakeStock());
        grains.Use<IStockHistoryGrain>(_ => new FakeStockHistory());
        grains.Use<IStockSnapshotGrain>(_ => new FakeStockSnapshot());
        grains.Use<IItemGrain>(_ => new FakeItem());
        grains.Use<IPlantGrain>(_ => new FakePlant());
        grains.Use<ICaseGrain>(_ => new FakeCase());
        grains.Use<ICaseBoardGrain>(_ => new FakeCaseBoard());
        grains.Use<IPlantStockGrain>(plant => new FakePlantStock(plant));
        grains.Use<ILaneGrain>(lane => new FakeLane(int.Parse(lane, System.Globalization.CultureInfo.InvariantCulture)));
        grains.Use<ISubscriptionGrain>(id => new FakeSubscription(id, directory));
        grains.Use<ISubscriptionDirectoryGrain>(_ => directory);
        grains.Use<IInboxGrain>(_ => new FakeInbox());
        grains.Use<IAdapterStreamGrain>(_ => new FakeAdapterStream());
        return grains;
    }
}
