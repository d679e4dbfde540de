using System.Text.Json;

namespace Sync.Gateway.Tests.Live;

/// <summary>One event as it came.</summary>
internal sealed record LiveEvent(string Name, string? Id, JsonElement Data)
{
    public string[] Items => [.. Data.GetProperty("rows").EnumerateArray().Select(r => r.Text("item")!)];
}

/// <summary>Reads server-sent events.</summary>
internal sealed class EventStream(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    public static async Task<EventStream> OpenAsync(HttpClient client, string path, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event; null at the end of the stream.</summary>
    public async Task<LiveEvent?> NextAsync()
    {
        var fields = new Dictionary<string, string>();
        while (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
        {
            if (line.Length == 0) return new LiveEvent(fields["event"], fields.GetValueOrDefault("id"), JsonSerializer.Deserialize<JsonElement>(fields["data"]));
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            fields.Add(line[..colon], line[(colon + 2)..]);
        }

        return null;
    }

    /// <summary>The next event, which has this name.</summary>
    public async Task<LiveEvent> NextAsync(string name)
    {
        var next = await NextAsync();
        Assert.Equal(name, next?.Name);
        return next!;
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
