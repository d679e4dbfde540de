using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>A delivery as it came in. Immutable.</summary>
internal sealed record Delivery(string Id, string Timestamp, string Signature, string? TraceParent, string Body)
{
    public JsonElement Event => JsonElement.Parse(Body);

    public bool IsSignedWith(byte[] key)
    {
        var text = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"));
        return Signature.Split(' ').Contains("v1," + Convert.ToBase64String(text));
    }
}

/// <summary>A subscriber that says yes to everything and keeps it.</summary>
internal sealed class WebhookStub : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>();

    public WebhookStub()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    public ValueTask<Delivery> NextAsync() => _deliveries.Reader.ReadAsync(Waits.Short);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var headers = context.Request.Headers;
                var delivery = new Delivery(
                    headers["webhook-id"] ?? "", headers["webhook-timestamp"] ?? "", headers["webhook-signature"] ?? "", headers["traceparent"], await reader.ReadToEndAsync());
                context.Response.StatusCode = 204;
                context.Response.Close();
                _deliveries.Writer.TryWrite(delivery);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            _deliveries.Writer.TryComplete();
        }
    }
}
