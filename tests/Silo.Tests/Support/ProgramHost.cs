using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tests.Support;

/// <summary>The whole program as it is started, in this process.</summary>
internal sealed class ProgramHost : IAsyncDisposable
{
    private bool _stopped;

    private ProgramHost(WebApplication app, string data) => (App, Data) = (app, data);

    public WebApplication App { get; }

    public string Data { get; }

    public string Address => SyncHost.Address(App);

    /// <summary>A client of its API, with the operator's key of a data folder (its own, unless another is named).</summary>
    public Api Api(string? data = null) => new(Address, File.ReadAllText(Path.Combine(data ?? Data, "operator.key")));

    public IGrainFactory Grains() => App.Services.GetRequiredService<IGrainFactory>();

    public static Task<ProgramHost> StartAsync(string connection, string roles, string data, string? tls = null, params (string Name, string Value)[] settings) =>
        StartAsync(connection, roles, data, static _ => { }, tls, settings);

    public static async Task<ProgramHost> StartAsync(string connection, string roles, string data, Action<IServiceCollection> replace, string? tls = null, params (string Name, string Value)[] settings)
    {
        var read = StartSettings.Load("http://127.0.0.1:0", data, "postgres", connection, new ClusterArguments(roles, "test", Tls: tls));
        var more = settings.Select(static setting => KeyValuePair.Create(setting.Name, (string?)setting.Value));
        var start = read with { Configuration = new ConfigurationBuilder().AddConfiguration(read.Configuration).AddInMemoryCollection([KeyValuePair.Create("Shutdown:DrainSeconds", (string?)"0")]).AddInMemoryCollection(more).Build() };
        Assert.Empty(start.Validate());
        var app = SyncHost.Build(start, replace);
        try
        {
            await app.StartAsync(Waits.Short);
            return new ProgramHost(app, data);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task StopAsync()
    {
        _stopped = true;
        await App.StopAsync(Waits.Short);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopped) await StopAsync();
        await App.DisposeAsync();
    }
}
