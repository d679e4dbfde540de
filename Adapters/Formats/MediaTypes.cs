namespace Sync.Adapters;

/// <summary>Media types of messages. Thread-safe.</summary>
internal static class MediaTypes
{
    public const string Ndjson = "application/x-ndjson";

    // text/csv; charset=utf-8
    public static string Bare(string mediaType) => mediaType.Split(';')[0].Trim().ToLowerInvariant();
}
