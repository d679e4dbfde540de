using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>One server-sent event.</summary>
internal sealed record LiveEvent(string Name, string? Id, JsonElement Data)
{
    /// <summary>The on-hand quantity of the one row.</summary>
    public decimal OnHand => Data.GetProperty("rows").EnumerateArray().Single().GetProperty("onHand").GetDecimal();
}

/// <summary>The live stock of a plant as a client reads it.</summary>
internal sealed class LiveFeed(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    public static async Task<LiveFeed> OpenAsync(string address, string key, string plant, string? lastEventId = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(address), Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/plants/{plant}/live");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Waits.Short);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new LiveFeed(response, new StreamReader(await response.Content.ReadAsStreamAsync(Waits.Short)));
    }

    /// <summary>The next event of this name; others before it are passed over.</summary>
    public async Task<LiveEvent> NextAsync(string name)
    {
        while (await NextAsync() is { } next)
            if (next.Name == name) return next;
        throw new EndOfStreamException($"the stream ended before an event '{name}'");
    }

    /// <summary>The next event; null when the stream has ended or was cut.</summary>
    public async Task<LiveEvent?> NextAsync()
    {
        var fields = new Dictionary<string, string>();
        while (await LineAsync() is { } line)
        {
            if (line.Length == 0) return new LiveEvent(fields["event"], fields.GetValueOrDefault("id"), JsonElement.Parse(fields["data"]));
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            fields.Add(line[..colon], line[(colon + 2)..]);
        }

        return null;
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }

    private async Task<string?> LineAsync()
    {
        try
        {
            return await reader.ReadLineAsync(Waits.Short);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
