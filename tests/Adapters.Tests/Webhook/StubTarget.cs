using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sync.Adapters.Tests.Webhook;

/// <summary>A webhook target on a free loopback port that answers as the test says and remembers what it got.</summary>
internal sealed class StubTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<HttpContext, int, Task> _answer;
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private int _count;

    private StubTarget(Func<HttpContext, int, Task> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Handle);
    }

    public Uri Url => new($"{_app.Urls.First()}/changes");

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>Starts a target; the function gets the number of the request, from 1.</summary>
    public static async Task<StubTarget> Start(Func<HttpContext, int, Task> answer)
    {
        var target = new StubTarget(answer);
        await target._app.StartAsync();
        return target;
    }

    public static Task<StubTarget> Start(params int[] statuses) => Start((context, n) =>
    {
        context.Response.StatusCode = statuses[Math.Min(n, statuses.Length) - 1];
        return Task.CompletedTask;
    });

    /// <summary>Never answers: ends when the caller has given up.</summary>
    public static async Task UntilAborted(HttpContext context)
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Handle(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _requests.Enqueue(new StubRequest(context.Request.Method, context.Request.Path, headers, body.ToArray()));
        await _answer(context, Interlocked.Increment(ref _count));
    }
}

internal sealed record StubRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
