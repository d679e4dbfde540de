using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Sync.Gateway.Tests.Fakes;

/// <summary>Short words for requests and answers.</summary>
internal static class Http
{
    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, string body, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> UpdatesAsync(this HttpClient client, string body, string mediaType, params (string Name, string Value)[] headers) =>
        client.SendAsync(HttpMethod.Post, "/v1/updates", body, mediaType, headers);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public static async Task<JsonElement[]> LinesAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(text.Length == 0 || text.EndsWith('\n'));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l))];
    }

    /// <summary>Asserts the one shape of every error, and gives it back.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, string code, HttpStatusCode? status = null)
    {
        var error = ErrorCodes.Find(code);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.JsonAsync();
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal((int)(status ?? (HttpStatusCode)error.Status), (int)response.StatusCode);
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.Equal($"/errors/{code}", problem.Text("type"));
        Assert.Equal(error.Title, problem.Text("title"));
        foreach (var name in new[] { "detail", "instance", "cure", "traceId" }) Assert.NotEmpty(problem.Text(name)!);
        return problem;
    }

    public static string? Text(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.ToString() : null;
}
