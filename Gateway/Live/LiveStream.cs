using Microsoft.AspNetCore.Http.Features;
using Sync.Gateway.Access;

namespace Sync.Gateway.Live;

/// <summary>A watcher on the other end of a connection. It is written to as fast as it reads; what changes meanwhile waits as one row a position.</summary>
internal sealed class LiveStream(ILiveStock live, PlantId plant, LiveFilter filter, LiveCursor? after, KeyDirectory keys) : IResult
{
    public const string MediaType = "text/event-stream";
    public const string LastEventId = "Last-Event-ID";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var stopped = httpContext.RequestAborted;
        await using var messages = live.WatchAsync(plant, filter, after, stopped).GetAsyncEnumerator(stopped);
        var next = messages.MoveNextAsync().AsTask();

        // Whoever is refused a place is refused at once, with an answer of its own.
        if (next.IsFaulted) await next;
        await StartAsync(httpContext);
        var events = new LiveEvents(httpContext.Response.BodyWriter);
        for (; await next; next = messages.MoveNextAsync().AsTask())
        {
            if (messages.Current is LiveMessage.Ping && !await MayStillAsync(httpContext)) return;
            events.Write(messages.Current);
            var flushed = await httpContext.Response.BodyWriter.FlushAsync(stopped);
            if (flushed.IsCompleted) return;
        }
    }

    private static async Task StartAsync(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await http.Response.StartAsync(http.RequestAborted);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>A stream outlives its request's check: a key that was revoked ends it.</summary>
    private async Task<bool> MayStillAsync(HttpContext http) =>
        !ApiKeyCredential.TryRead(http.Request, out var key, out _)
        || (await keys.FindAsync(key))?.Identity is CallerIdentity { Caller: var caller } && caller.Has(Scopes.StockRead) && caller.MayPlant(plant.Value);
}
