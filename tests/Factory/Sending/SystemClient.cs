using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sync.Factory.Sending;

/// <summary>Asks the system and tells it master data, by its HTTP API. Thread-safe.</summary>
internal sealed class SystemClient(HttpClient http)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>A client for an address and a key. Its own limits are off: every call sets one.</summary>
    public static HttpClient Connect(Uri baseUrl, string key)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
        var client = new HttpClient(handler) { BaseAddress = new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Reads JSON.</summary>
    /// <returns>Null when there is nothing at the address.</returns>
    /// <exception cref="HttpRequestException">No good answer.</exception>
    public async Task<T?> Get<T>(string path, JsonTypeInfo<T> json, CancellationToken cancellation)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        using var response = await http.GetAsync(path, limit.Token);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        await Check(response, limit.Token);
        await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
        return await JsonSerializer.DeserializeAsync(body, json, limit.Token);
    }

    /// <summary>Reads NDJSON line by line.</summary>
    public async IAsyncEnumerable<T> Lines<T>(
        string path, JsonTypeInfo<T> json, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound) yield break;
        await Check(response, cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (await reader.ReadLineAsync(cancellation) is { } line)
            if (line.Length > 0 && JsonSerializer.Deserialize(line, json) is { } row) yield return row;
    }

    /// <summary>Writes a resource.</summary>
    /// <exception cref="HttpRequestException">No good answer.</exception>
    public async Task Put(string path, string body, string? idempotencyKey, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        if (idempotencyKey is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", $"\"{idempotencyKey}\"");
        using var response = await http.SendAsync(request, limit.Token);
        await Check(response, limit.Token);
    }

    /// <summary>True when the system says that it is ready.</summary>
    public async Task<bool> IsReady(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        using var response = await http.GetAsync("health/ready", limit.Token);
        return response.IsSuccessStatusCode;
    }

    /// <summary>True for what another attempt may mend.</summary>
    public static bool IsPassing(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: { } status } => (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
        HttpRequestException or IOException or OperationCanceledException => true,
        _ => false,
    };

    private static async Task Check(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode) return;
        var text = await response.Content.ReadAsStringAsync(cancellation);
        throw new HttpRequestException(
            $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.PathAndQuery} was answered {(int)response.StatusCode}: {text[..Math.Min(text.Length, 300)]}",
            inner: null,
            response.StatusCode);
    }
}
