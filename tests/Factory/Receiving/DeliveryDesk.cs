using System.Collections.Concurrent;
using System.Text.Json;
using Sync.Factory.Books;

namespace Sync.Factory.Receiving;

/// <summary>Looks at each webhook call: is it genuine, is it known, and where does it go. Thread-safe.</summary>
internal sealed class DeliveryDesk(
    int run, WebhookSignature signature, IShelf shelf, Book<DeliveryLine> book, IEnumerable<string> known, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Task> _known = new(known.Select(id => KeyValuePair.Create(id, Task.CompletedTask)));

    /// <summary>Takes one call in.</summary>
    /// <returns>The HTTP status to answer with.</returns>
    public async Task<int> Take(string id, string timestamp, string signatures, ReadOnlyMemory<byte> body)
    {
        if (signature.Objection(id, timestamp, signatures, body.Span, clock.GetUtcNow()) is { } objection) return await Refuse(id, objection, 401);
        if (Read(id, body) is not { } arrival) return await Refuse(id, "the body is not a CloudEvent with this id and a subject", 400);
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _known.GetOrAdd(id, mine.Task);
        if (first != mine.Task)
        {
            // The first arrival may still be on its way to the disk: only then is the second one safely a second one.
            await first;
            await shelf.PutAgain(id);
            return 200;
        }

        try
        {
            await shelf.Put(arrival);
            mine.SetResult();
            _known[id] = Task.CompletedTask;
            return 200;
        }
        catch (Exception e)
        {
            _known.TryRemove(id, out _);
            mine.SetException(e);
            throw;
        }
    }

    private static Arrival? Read(string id, ReadOnlyMemory<byte> body)
    {
        try
        {
            var json = JsonElement.Parse(body.Span);
            return Text(json, "id") == id && Text(json, "subject") is { } subject ? new Arrival(id, subject, json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private async Task<int> Refuse(string id, string why, int status)
    {
        await book.Append(new DeliveryLine.Refused(run, clock.GetUtcNow(), id, why));
        return status;
    }
}
