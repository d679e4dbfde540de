using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sync.Factory.Receiving;

/// <summary>The factory's own web server, where the system's changes come in. Loopback only.</summary>
internal sealed class WebhookTarget : IAsyncDisposable
{
    private const int MaxBody = 1 << 20;
    private readonly WebApplication _app;
    private readonly DeliveryDesk _desk;

    private WebhookTarget(DeliveryDesk desk, int port)
    {
        _desk = desk;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Limits.MaxRequestBodySize = MaxBody;
            k.Listen(IPAddress.Loopback, port);
        });
        // The process listens to its signals itself: the target goes last, after the report.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        _app = builder.Build();
        _app.MapPost("/changes", Handle);
    }

    public Uri Url => new($"{_app.Urls.First()}/changes");

    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>Starts on the port of the last run if it is free, so that the address stays the same; else on any.</summary>
    public static async Task<WebhookTarget> Start(DeliveryDesk desk, int preferredPort)
    {
        try
        {
            return await Open(desk, preferredPort);
        }
        catch (IOException) when (preferredPort != 0)
        {
            return await Open(desk, 0);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<WebhookTarget> Open(DeliveryDesk desk, int port)
    {
        var target = new WebhookTarget(desk, port);
        try
        {
            await target._app.StartAsync();
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    private async Task Handle(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers;
        context.Response.StatusCode = await _desk.Take(
            headers["webhook-id"].ToString(),
            headers["webhook-timestamp"].ToString(),
            headers["webhook-signature"].ToString(),
            body.GetBuffer().AsMemory(0, (int)body.Length));
    }
}
