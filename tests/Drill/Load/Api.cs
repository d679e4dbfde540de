using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Sync.Drill.Load;

/// <summary>The cluster as its callers see it: gateways, one chosen for each call.</summary>
internal sealed class Api(Uri[] gateways, string key) : IDisposable
{
    /// <summary>Stands for a verdict where there was nothing that can be read.</summary>
    public const string NoAnswer = "NoAnswer";

    private readonly HttpClient _http = new()
    {
        Timeout = TimeSpan.FromSeconds(20),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    private int _next;

    /// <summary>Sends one update: its verdict and version, and the whole answer.</summary>
    public async Task<(string Verdict, long Version, string? Told)> SendAsync(string position, string id, int quantity, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(new
        {
            specversion = "1.0",
            source = "/adapters/drill/1",
            id,
            type = "com.orleanssync.stock.received.v1",
            subject = position,
            time = "2026-11-23T08:15:00+01:00",
            data = new { quantity = new { value = quantity, unit = "EA" } },
        });
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/cloudevents+json"));
            using var response = await _http.PostAsync(new Uri(Gateway(), "v1/updates"), content, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            using var json = JsonDocument.Parse(text);
            if (!json.RootElement.TryGetProperty("verdict", out var verdict)) return (VerdictOf(response.StatusCode, json.RootElement), 0, text);
            return (verdict.GetString()!, json.RootElement.TryGetProperty("version", out var version) ? version.GetInt64() : 0, text);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (NoAnswer, 0, e.Message);
        }
    }

    /// <summary>The message ids of a position's records by version, oldest first.</summary>
    public async Task<List<(long Version, string Id)>> HistoryAsync(string position)
    {
        var records = new List<(long, string)>();
        for (string? before = ""; before is not null;)
        {
            using var page = await GetAsync($"v1/stock/{position}/history?limit=1000{before}");
            foreach (var record in page.RootElement.GetProperty("records").EnumerateArray())
                records.Add((record.GetProperty("version").GetInt64(), record.GetProperty("messageId").GetString()!));
            before = page.RootElement.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.Number ? $"&before={next.GetInt64()}" : null;
        }

        records.Reverse();
        return records;
    }

    public async Task<decimal> OnHandAsync(string position)
    {
        using var page = await GetAsync($"v1/stock/{position}");
        return page.RootElement.GetProperty("onHand").GetDecimal();
    }

    /// <summary>Sends events, one a line. What becomes of them is not looked at.</summary>
    public async Task SendLinesAsync(string lines, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(lines, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/x-ndjson"));
            using var response = await _http.PostAsync(new Uri(Gateway(), "v1/updates"), content, cancellationToken);
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // It is about those that are stored.
        }
    }

    public async Task<bool> CanReadAsync(string position, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(Gateway(), $"v1/stock/{position}"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Sends every change of stock to an address. The secret of the signatures.</summary>
    public async Task<string> SubscribeAsync(string name, Uri url)
    {
        using var response = await _http.PutAsJsonAsync(new Uri(Gateway(), $"v1/subscriptions/{name}"), new { url, filter = new { kinds = new[] { "stock" } } });
        using var json = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("secret").GetString()!;
    }

    public void Dispose() => _http.Dispose();

    // A gateway that answers for the cluster has a code and no verdict.
    private static string VerdictOf(HttpStatusCode status, JsonElement problem)
    {
        var code = problem.TryGetProperty("code", out var c) ? c.GetString() : null;
        if (code is "timed-out" or "outcome-unknown") return "Unknown";
        return code is not null && status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests ? "RetryLater" : NoAnswer;
    }

    private async Task<JsonDocument> GetAsync(string path) => JsonDocument.Parse(await _http.GetStringAsync(new Uri(Gateway(), path)));

    private Uri Gateway() => gateways[(uint)Interlocked.Increment(ref _next) % gateways.Length];
}
