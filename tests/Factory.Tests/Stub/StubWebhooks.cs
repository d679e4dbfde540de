using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Sync.Factory.Tests.Stub;

/// <summary>Delivers the stub's records: in order per position, again until confirmed.</summary>
internal sealed class StubWebhooks : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<(string Position, JsonObject Record)>[] _lanes;
    private readonly Task[] _work;
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Target? _current;
    private int _pending;

    public StubWebhooks()
    {
        _lanes = [.. Enumerable.Range(0, 8).Select(_ => Channel.CreateUnbounded<(string, JsonObject)>())];
        _work = [.. _lanes.Select(lane => Task.Run(() => Work(lane.Reader)))];
    }

    /// <summary>Sends each n-th delivery twice under the same id; 0: never.</summary>
    public int RepeatEvery { get; set; }

    public bool CaughtUp => Volatile.Read(ref _pending) == 0;

    public int Pending => Volatile.Read(ref _pending);

    public void Subscribe(Uri url, string secret)
    {
        _current = new Target(url, Convert.FromBase64String(secret["whsec_".Length..]));
        _subscribed.TrySetResult();
    }

    public void Enqueue(string position, JsonObject record)
    {
        Interlocked.Increment(ref _pending);
        _lanes[unchecked((uint)StringComparer.Ordinal.GetHashCode(position)) % (uint)_lanes.Length].Writer.TryWrite((position, record));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_work);
        _http.Dispose();
        _ending.Dispose();
    }

    private async Task Work(ChannelReader<(string Position, JsonObject Record)> lane)
    {
        try
        {
            await _subscribed.Task.WaitAsync(_ending.Token);
            var n = 0;
            await foreach (var (position, record) in lane.ReadAllAsync(_ending.Token))
            {
                var body = Encoding.UTF8.GetBytes(Event(position, record).ToJsonString());
                var id = (string)record["id"]!;
                while (!await Post(id, body))
                {
                }

                if (RepeatEvery > 0 && ++n % RepeatEvery == 0) await Post(id, body);
                Interlocked.Decrement(ref _pending);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<bool> Post(string id, byte[] body)
    {
        var (url, key) = _current!;
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", "v1," + Sign(key, $"{id}.{timestamp}.", body));
        try
        {
            using var response = await _http.SendAsync(request, _ending.Token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Sign(byte[] key, string prefix, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(prefix), .. body];
        return Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }

    private sealed record Target(Uri Url, byte[] Key);

    private static JsonObject Event(string position, JsonObject record) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = (string)record["id"]!,
        ["source"] = "/orleanssync",
        ["type"] = $"com.orleanssync.{(string)record["kind"]!}.v1",
        ["subject"] = position,
        ["aggregateversion"] = (long)record["version"]!,
        ["causesource"] = (string)record["source"]!,
        ["causeid"] = (string)record["messageId"]!,
        ["data"] = record["data"]!.DeepClone(),
    };
}
