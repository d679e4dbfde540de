using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sync.Factory.Tests.Stub;

/// <summary>As much of the system's HTTP API as the factory speaks, in memory, on a free loopback port.</summary>
internal sealed class StubSystem : IAsyncDisposable
{
    public const string Key = "stub-key";
    private readonly WebApplication _app;
    private readonly List<(int Updates, TaskCompletionSource Reached)> _marks = [];
    private int _updates;
    private int _calls;
    private volatile bool _gone;

    private StubSystem()
    {
        Stock = new StubStock((position, record) => Webhooks.Enqueue(position.Key, record));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Use(Guard);
        _app.MapGet("/health/ready", () => Results.Ok());
        _app.MapPut("/v1/plants/{plant}", () => Results.Ok());
        _app.MapPut("/v1/plants/{plant}/locations/{location}", (string plant, string location) => Stock.PutLocation(plant, location));
        _app.MapPut("/v1/items/{item}", async (string item, HttpRequest request) => Stock.PutItem(item, await Read(request)));
        _app.MapGet("/v1/items/{item}", (string item) => Stock.Item(item) is { } master ? Results.Text(master, "application/json") : Results.NotFound());
        _app.MapPut("/v1/subscriptions/{id}", async (HttpRequest request) =>
        {
            var body = await Read(request);
            Webhooks.Subscribe(new Uri(body.GetProperty("url").GetString()!), body.GetProperty("secret").GetString()!);
        });
        _app.MapGet("/v1/subscriptions/{id}", () => Json(new JsonObject { ["caughtUp"] = Webhooks.CaughtUp, ["pending"] = Webhooks.Pending, ["behindMilliseconds"] = 0 }));
        _app.MapGet("/v1/feed", () => Json(new JsonObject { ["lanes"] = new JsonArray() }));
        _app.MapPost("/v1/updates", Updates);
        _app.MapGet("/v1/stock/{plant}/{location}/{item}", (string plant, string location, string item) => Found($"{plant}/{location}/{item}", p => p.State()));
        _app.MapGet("/v1/stock/{plant}/{location}/{item}/history", (string plant, string location, string item, long? before, int limit) =>
            Found($"{plant}/{location}/{item}", p => History(p, before, Math.Min(limit, 100))));
        _app.MapGet("/v1/plants/{plant}/stock", (string plant) => Results.Text(Rows(plant), "application/x-ndjson"));
    }

    public StubStock Stock { get; }

    public StubWebhooks Webhooks { get; } = new();

    /// <summary>What happens to the n-th call for updates, before it is handled; it may answer by itself.</summary>
    public Func<HttpContext, int, Task<bool>>? OnCall { get; set; }

    /// <summary>What happens to the n-th call for updates after it was handled and before it is answered: true breaks the connection.</summary>
    public Func<int, bool>? LoseAnswer { get; set; }

    /// <summary>The first exception of the stub itself: a mistake in the tests.</summary>
    public Exception? Broken { get; private set; }

    public Uri Url => new(_app.Urls.First());

    public static async Task<StubSystem> Start()
    {
        var system = new StubSystem();
        await system._app.StartAsync();
        return system;
    }

    /// <summary>Completes when this many updates have come in.</summary>
    public Task Reached(int updates)
    {
        var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_marks) _marks.Add((updates, mark));
        return mark.Task;
    }

    /// <summary>From now on every connection is broken.</summary>
    public Task Vanish(HttpContext context)
    {
        _gone = true;
        context.Abort();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Webhooks.DisposeAsync();
        await _app.DisposeAsync();
    }

    private async Task Guard(HttpContext context, RequestDelegate next)
    {
        if (_gone) context.Abort();
        else if (context.Request.Headers.Authorization == $"Bearer {Key}") await next(context);
        else context.Response.StatusCode = 401;
    }

    private static async Task<JsonElement> Read(HttpRequest request) => (await JsonDocument.ParseAsync(request.Body)).RootElement.Clone();

    private static IResult Json(JsonNode body, int status = 200) => Results.Text(body.ToJsonString(), "application/json", statusCode: status);

    private static JsonObject History(StubPosition position, long? before, int limit)
    {
        var records = position.Records.Where(r => before is null || (long)r["version"]! < before).Reverse().Take(limit).Select(r => r.DeepClone()).ToArray();
        var page = new JsonObject { ["records"] = new JsonArray(records) };
        if (records.Length > 0 && (long)records[^1]["version"]! > 1) page["next"] = (long)records[^1]["version"]!;
        return page;
    }

    private IResult Found(string position, Func<StubPosition, JsonObject> show) =>
        Stock.With(all => all.GetValueOrDefault(position) is { Records.Count: > 0 } found ? show(found) : null) is { } body ? Json(body) : Results.NotFound();

    private string Rows(string plant) => Stock.With(all => string.Concat(all.Values.Where(p => p.Key.StartsWith(plant + "/") && p.Records.Count > 0).Select(p =>
    {
        var row = p.State();
        row["location"] = p.Key.Split('/')[1];
        row["item"] = p.Key.Split('/')[2];
        return row.ToJsonString() + "\n";
    })));

    private async Task Updates(HttpContext context)
    {
        var call = Interlocked.Increment(ref _calls);
        if (OnCall is { } hook && await hook(context, call)) return;
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var type = context.Request.ContentType!.Split(';')[0];
        JsonElement[] events = type switch
        {
            "application/cloudevents+json" => [JsonElement.Parse(body)],
            "application/cloudevents-batch+json" => [.. JsonElement.Parse(body).EnumerateArray()],
            _ => [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l))],
        };
        var receipts = Decide(events);
        Count(events.Length);
        if (LoseAnswer?.Invoke(call) == true)
        {
            context.Abort();
            return;
        }

        await Answer(context, type, receipts);
    }

    private JsonObject[] Decide(JsonElement[] events)
    {
        try
        {
            return [.. events.Select(Stock.Submit)];
        }
        catch (Exception e)
        {
            Broken ??= e;
            throw;
        }
    }

    private static async Task Answer(HttpContext context, string type, JsonObject[] receipts)
    {
        switch (type)
        {
            case "application/cloudevents+json":
                context.Response.StatusCode = (string)receipts[0]["verdict"]! switch { "Held" => 202, "Rejected" => 422, _ => 200 };
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(receipts[0].ToJsonString());
                break;
            case "application/cloudevents-batch+json":
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(new JsonObject { ["receipts"] = new JsonArray([.. receipts]) }.ToJsonString());
                break;
            default:
                context.Response.ContentType = "application/x-ndjson";
                await context.Response.WriteAsync(string.Concat(receipts.Select(r => r.ToJsonString() + "\n")));
                break;
        }
    }

    private void Count(int updates)
    {
        var total = Interlocked.Add(ref _updates, updates);
        lock (_marks)
        {
            foreach (var (_, reached) in _marks.Where(m => m.Updates <= total)) reached.TrySetResult();
        }
    }
}
