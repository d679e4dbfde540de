using System.Net.Http.Headers;
using Sync.Benchmarks.Load;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>Ours, called through the gateway on Kestrel, each request a body of its own.</summary>
internal sealed class HttpSubject : ISubject
{
    private static readonly MediaTypeHeaderValue Batch = new("application/cloudevents-batch+json");
    private static readonly MediaTypeHeaderValue One = new("application/cloudevents+json");
    private readonly OursSubject _inner;
    private readonly HttpClient _http;

    public HttpSubject(OursSubject inner, OursHost host)
    {
        _inner = inner;
        _http = GatewayClient.Create(host);
    }

    public string Name => "ours";

    public async Task<int> SubmitAsync(ImmutableArray<Update> updates)
    {
        using var content = new ByteArrayContent(EventBody.Write(updates));
        content.Headers.ContentType = updates.Length == 1 ? One : Batch;
        using var response = await _http.PostAsync(new Uri("/v1/updates", UriKind.Relative), content);
        var answer = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode ? VerdictReader.Applied(answer) : throw new WrongResultException($"{(int)response.StatusCode}: {System.Text.Encoding.UTF8.GetString(answer)}");
    }

    public Task<long?> CountAsync() => _inner.CountAsync();

    public Task<string?> NoteAsync() => _inner.NoteAsync();

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _inner.DisposeAsync();
    }
}
