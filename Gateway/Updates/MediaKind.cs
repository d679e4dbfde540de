using Microsoft.Net.Http.Headers;

namespace Sync.Gateway.Updates;

/// <summary>How the updates of a call are written.</summary>
internal enum MediaKind
{
    Unsupported,
    Structured,
    Binary,
    Batch,
    Ndjson,
}

/// <summary>Reads the media type of a request.</summary>
internal static class MediaKinds
{
    public const string CloudEvent = "application/cloudevents+json";
    public const string CloudEventBatch = "application/cloudevents-batch+json";
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";

    public static MediaKind Of(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !IsUtf8(type)) return MediaKind.Unsupported;
        if (type.MediaType.Equals(CloudEventBatch, StringComparison.OrdinalIgnoreCase)) return MediaKind.Batch;
        if (type.MediaType.Equals(CloudEvent, StringComparison.OrdinalIgnoreCase)) return MediaKind.Structured;
        if (type.MediaType.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase)) return MediaKind.Unsupported;
        if (type.MediaType.Equals(Ndjson, StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/ndjson", StringComparison.OrdinalIgnoreCase)) return MediaKind.Ndjson;
        return IsJson(type) ? MediaKind.Binary : MediaKind.Unsupported;
    }

    /// <summary>True for <c>application/json</c> and every type that ends in <c>+json</c>, in UTF-8.</summary>
    public static bool IsJson(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsJson(type) && IsUtf8(type);

    /// <summary>True when the caller asks for one JSON value a line.</summary>
    public static bool WantsNdjson(HttpRequest request)
    {
        foreach (var accept in request.GetTypedHeaders().Accept)
            if (accept.MediaType.Equals(Ndjson, StringComparison.OrdinalIgnoreCase) || accept.MediaType.Equals("application/ndjson", StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(MediaTypeHeaderValue type) => !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase);
}
