using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sync.Contracts;

namespace Sync.Journal.Inbox;

/// <summary>The columns that hold JSON, and the fingerprint by which a message is known.</summary>
internal static class InboxText
{
    public static string OfHeaders(ImmutableArray<InboundHeader> headers) =>
        JsonSerializer.Serialize(headers.Select(static h => new[] { h.Name, h.Value }).ToArray(), InboxTextJson.Default.StringArrayArray);

    public static ImmutableArray<InboundHeader> ToHeaders(string text) =>
        [.. JsonSerializer.Deserialize(text, InboxTextJson.Default.StringArrayArray)!.Select(static h => new InboundHeader(h[0], h[1]))];

    public static string OfKeys(ImmutableArray<string> keys) => JsonSerializer.Serialize(keys.ToArray(), InboxTextJson.Default.StringArray);

    public static ImmutableArray<string> ToKeys(string text) => [.. JsonSerializer.Deserialize(text, InboxTextJson.Default.StringArray)!];

    public static string OfSummary(ImmutableSortedDictionary<string, int> summary) =>
        JsonSerializer.Serialize(summary.ToDictionary(StringComparer.Ordinal), InboxTextJson.Default.DictionaryStringInt32);

    public static ImmutableSortedDictionary<string, int> ToSummary(string text) =>
        JsonSerializer.Deserialize(text, InboxTextJson.Default.DictionaryStringInt32)!.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static byte[] Fingerprint(InboundMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{message.MediaType}\n{message.Key}\n"));
        hash.AppendData(message.Body.AsSpan());
        return hash.GetHashAndReset();
    }

    /// <summary>Places in the order of the messages, where an id may come twice in one call.</summary>
    public static ImmutableArray<InboxPlace> Places(
        ImmutableArray<InboundMessage> messages, byte[][] fingerprints, Dictionary<string, (long Number, long Offset, byte[] Fingerprint)> stored, HashSet<string> added)
    {
        var places = ImmutableArray.CreateBuilder<InboxPlace>(messages.Length);
        for (var i = 0; i < messages.Length; i++)
        {
            var (number, offset, fingerprint) = stored[messages[i].Id];
            places.Add(new InboxPlace(number, offset, !added.Remove(messages[i].Id), fingerprint.AsSpan().SequenceEqual(fingerprints[i])));
        }

        return places.MoveToImmutable();
    }
}

[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(string[][]))]
[JsonSerializable(typeof(Dictionary<string, int>))]
internal sealed partial class InboxTextJson : JsonSerializerContext;
