using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>An answer of the API. Immutable.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public JsonElement[] Lines => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    public string Verdict => Word("verdict");

    public string Code => Word("code");

    public string Cure => Word("cure");

    private string Word(string name) => Json.TryGetProperty(name, out var word) ? word.GetString()! : $"no {name} in {Text}";
}

/// <summary>Calls the system as an operator does.</summary>
internal sealed class Api(string address, string key)
{
    private const string CloudEvent = "application/cloudevents+json";

    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(address),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key.Trim()) },
    };

    public Task<Answer> PostUpdate(string json, string mediaType = CloudEvent, string? traceParent = null) =>
        Send(HttpMethod.Post, "v1/updates", json, mediaType, traceParent);

    public Task<Answer> PostLines(string ndjson) => PostUpdate(ndjson, "application/x-ndjson");

    public Task<Answer> Post(string path, string json = "{}") => Send(HttpMethod.Post, path, json, "application/json", null);

    public Task<Answer> Put(string path, string json) => Send(HttpMethod.Put, path, json, "application/json", null);

    public async Task<Answer> Delete(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        return await Send(request);
    }

    public async Task<Answer> Get(string path, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        return await Send(request);
    }

    /// <summary>The records of a position, newest first.</summary>
    public async Task<JsonElement[]> History(string position, string query = "")
    {
        var answer = await Get($"v1/stock/{position}/history{query}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Json.GetProperty("records").EnumerateArray()];
    }

    /// <summary>The position once it has reached a version. The call itself waits; it is asked again until the time limit.</summary>
    public async Task<JsonElement> Position(string position, long atLeast)
    {
        for (var limit = Waits.Short; ;)
        {
            var answer = await Get($"v1/stock/{position}?atLeast={atLeast}");
            if (answer.Status == HttpStatusCode.OK) return answer.Json;
            Assert.Equal((HttpStatusCode.Conflict, "not-yet"), (answer.Status, answer.Code));
            limit.ThrowIfCancellationRequested();
        }
    }

    private async Task<Answer> Send(HttpMethod method, string path, string body, string mediaType, string? traceParent)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(mediaType)) };
        if (traceParent is not null) request.Headers.Add("traceparent", traceParent);
        return await Send(request);
    }

    private async Task<Answer> Send(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request, Waits.Short);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(Waits.Short));
    }
}
