using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sync.Gateway.Errors;
using Sync.Gateway.Updates;

namespace Sync.Gateway.Commands;

/// <summary>Reads the JSON body of a request that is no update.</summary>
internal static class RequestBody
{
    /// <summary>No such body is larger: 1 MiB.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The body as a value, or the problem with it.</summary>
    public static async Task<(T? Value, ProblemResult? Problem)> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        var (body, problem) = await ReadAsync(http);
        using var owned = body;
        return body is null ? (null, problem) : Parse(body.Bytes, type);
    }

    /// <summary>As above, where no body at all stands for a value.</summary>
    public static Task<(T? Value, ProblemResult? Problem)> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, T empty)
        where T : class =>
        http.Request.ContentLength is 0 || (http.Request.ContentLength is null && http.Request.ContentType is null)
            ? Task.FromResult<(T?, ProblemResult?)>((empty, null))
            : ReadAsync(http, type);

    /// <summary>The body as the data of a type of update, or the problem with it.</summary>
    public static async Task<(UpdatePayload? Payload, ProblemResult? Problem)> ReadDataAsync(HttpContext http, UpdateType type)
    {
        var (body, problem) = await ReadAsync(http);
        using var owned = body;
        if (body is null) return (null, problem);
        var (payload, refusal) = UpdateJson.ReadData(type, body.Bytes);
        return (payload, refusal is null ? null : Problems.Of(refusal));
    }

    private static async Task<(BodyReader? Body, ProblemResult? Problem)> ReadAsync(HttpContext http)
    {
        if (!MediaKinds.IsJson(http.Request)) return (null, Problems.Of(ErrorCodes.UnsupportedMediaType, $"the media type '{http.Request.ContentType}' is not application/json"));
        var body = await BodyReader.ReadAsync(http.Request, MaxBytes, http.RequestAborted);
        return body is null ? (null, Problems.Of(ErrorCodes.TooLarge, $"the body is larger than {MaxBytes} bytes")) : (body, null);
    }

    private static (T? Value, ProblemResult? Problem) Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) is { } value
                ? (value, null)
                : (null, Problems.Of(ErrorCodes.InvalidPayload, "the body is null: an object is expected"));
        }
        catch (JsonException e)
        {
            // The generated reader wraps what the parser says; everything else is its own.
            var place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine}";
            return (null, e.InnerException is JsonException
                ? Problems.Of(ErrorCodes.MalformedJson, $"the body is not JSON at {place}")
                : Problems.Of(ErrorCodes.InvalidPayload, $"'{e.Path?.TrimStart('$', '.')}' at {place} does not fit: see the schema of the request"));
        }
    }
}
