using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sync.Factory.Receiving;

namespace Sync.Drill.Checks;

/// <summary>Where the cluster's changes are delivered: keeps what came, in order of arrival for each key. Now and then it says that it cannot take
/// a change: sometimes before it has taken it, sometimes after. Thread-safe.</summary>
internal sealed class WebhookSandbox : IAsyncDisposable
{
    private const double Refusals = 0.005;
    private readonly ConcurrentDictionary<string, KeyDeliveries> _keys = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private readonly Random _random;
    private readonly TextWriter _arrivals;
    private WebhookSignature? _signature;
    private int _mismatched;

    private WebhookSandbox(int seed, string host, string book)
    {
        _arrivals = TextWriter.Synchronized(new StreamWriter(book));
        _random = new Random(seed);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Parse(host), 0));
        _app = builder.Build();
        _app.MapPost("/changes", HandleAsync);
    }

    public Uri Url => new($"{_app.Urls.First()}/changes");

    public string Secret
    {
        set => _signature = new WebhookSignature(value);
    }

    /// <summary>Arrivals that cannot be what was sent.</summary>
    public int Mismatched => Volatile.Read(ref _mismatched) + _keys.Values.Sum(k => k.Mismatched);

    public int Repeated => _keys.Values.Sum(k => k.Repeated);

    public int OutOfOrder => _keys.Values.Sum(k => k.OutOfOrder);

    public static async Task<WebhookSandbox> StartAsync(int seed, string host, string book)
    {
        var sandbox = new WebhookSandbox(seed, host, book);
        await sandbox._app.StartAsync();
        return sandbox;
    }

    public KeyDeliveries Of(string position) => _keys.GetOrAdd(position, static _ => new KeyDeliveries());

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _arrivals.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        http.Response.StatusCode = Take(http.Request.Headers, body.GetBuffer().AsMemory(0, (int)body.Length));
        await _arrivals.WriteLineAsync($"{DateTime.UtcNow:HH:mm:ss.fff} {http.Request.Headers["webhook-id"]} {http.Response.StatusCode} {http.Connection.RemotePort}");
    }

    private int Take(IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        double chance;
        lock (_random) chance = _random.NextDouble();
        if (chance < Refusals) return StatusCodes.Status503ServiceUnavailable;
        var id = headers["webhook-id"].ToString();
        if (_signature?.Objection(id, headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body.Span, DateTimeOffset.UtcNow) is not null)
        {
            Interlocked.Increment(ref _mismatched);
            return StatusCodes.Status401Unauthorized;
        }

        using var json = JsonDocument.Parse(body);
        var change = json.RootElement;
        var (subject, version) = (change.GetProperty("subject").GetString()!, change.GetProperty("aggregateversion").GetInt64());
        if (id != $"stock/{subject}@{version}" || change.GetProperty("id").GetString() != id) Interlocked.Increment(ref _mismatched);
        Of(subject).Take(version, change.GetProperty("causeid").GetString()!, change.GetProperty("data").GetRawText());
        return chance < 2 * Refusals ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status204NoContent;
    }
}
