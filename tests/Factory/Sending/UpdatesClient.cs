using System.Collections.Immutable;
using System.Text.Json;
using Sync.Factory.Books;

namespace Sync.Factory.Sending;

/// <summary>Posts updates and reads receipts. Never throws but for cancellation by its caller: a lost answer is an answer without receipts. Thread-safe.</summary>
internal sealed class UpdatesClient(HttpClient http, TimeSpan timeout)
{
    public async Task<CallAnswer> Post(CallShape shape, IReadOnlyList<Message> messages, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        var receipts = ImmutableArray.CreateBuilder<ReceiptDto>(messages.Count);
        var status = 0;
        TimeSpan? retryAfter = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/updates") { Content = CallFormat.Write(shape, messages) };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            status = (int)response.StatusCode;
            retryAfter = response.Headers.RetryAfter?.Delta;
            await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
            var isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
            if (isProblem) return await Problem(shape, messages, body, status, retryAfter, limit.Token);
            await Read(shape, body, receipts, limit.Token);
            var missing = messages.Count - receipts.Count;
            return new CallAnswer(status, receipts.DrainToImmutable(), missing == 0 ? null : $"{missing} receipts are missing", retryAfter);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            // What was read before the line broke is good: each receipt stands for itself.
            return new CallAnswer(status, receipts.DrainToImmutable(), e is OperationCanceledException ? $"no answer within {timeout.TotalSeconds} s" : e.Message, retryAfter);
        }
    }

    private static async Task Read(CallShape shape, Stream body, ImmutableArray<ReceiptDto>.Builder receipts, CancellationToken cancellation)
    {
        switch (shape)
        {
            case CallShape.Single:
                Add(receipts, await JsonSerializer.DeserializeAsync(body, ReceiptJson.Default.ReceiptDto, cancellation));
                break;
            case CallShape.Batch:
                var all = await JsonSerializer.DeserializeAsync(body, ReceiptJson.Default.ReceiptsDto, cancellation);
                receipts.AddRange(all?.Receipts ?? []);
                break;
            default:
                await ReadLines(body, receipts, cancellation);
                break;
        }
    }

    private static async Task ReadLines(Stream body, ImmutableArray<ReceiptDto>.Builder receipts, CancellationToken cancellation)
    {
        using var reader = new StreamReader(body);
        while (await reader.ReadLineAsync(cancellation) is { } line)
            if (line.Length > 0) Add(receipts, JsonSerializer.Deserialize(line, ReceiptJson.Default.ReceiptDto));
    }

    private static void Add(ImmutableArray<ReceiptDto>.Builder receipts, ReceiptDto? receipt)
    {
        if (receipt?.Verdict is not null) receipts.Add(receipt);
        else throw new JsonException("the answer is not a receipt");
    }

    // A single update that is malformed is answered by a problem; that is its verdict.
    private static async Task<CallAnswer> Problem(
        CallShape shape, IReadOnlyList<Message> messages, Stream body, int status, TimeSpan? retryAfter, CancellationToken cancellation)
    {
        var problem = await JsonSerializer.DeserializeAsync(body, ReceiptJson.Default.ProblemDto, cancellation);
        var answer = new CallAnswer(status, [], $"{status} {problem?.Code}: {problem?.Detail ?? problem?.Title}", retryAfter);
        if (shape != CallShape.Single || !answer.IsRefused) return answer;
        var update = messages[0].Ref;
        return new CallAnswer(status, [new ReceiptDto(update.Id, update.Source, Verdicts.Rejected, null, null, problem?.Code, problem?.Detail, problem?.Cure, null)]);
    }
}
