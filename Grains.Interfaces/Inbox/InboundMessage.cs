using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>A message as an adapter got it: nothing of it is read before it is durable. Immutable, thread-safe.</summary>
/// <param name="Id">The source's own id of the message, 1 to 200 characters; unique in its stream, for ever.</param>
/// <param name="MediaType">What the body is, for example <c>application/x-ndjson</c>; 1 to 200 characters.</param>
/// <param name="Body">The bytes as they came, at most <see cref="InboxLimits.MaxBodyBytes"/>.</param>
/// <param name="Key">What the source orders its messages by, 1 to 200 characters: when a message is set aside, later ones of its key wait for it.
/// Absent: the subjects of the events in it.</param>
/// <param name="Headers">What came with it, at most 100; not a part of its identity.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.inbound-message")]
public sealed record InboundMessage(
    [property: Id(0)] string Id,
    [property: Id(1)] string MediaType,
    [property: Id(2)] ImmutableArray<byte> Body,
    [property: Id(3)] string? Key,
    [property: Id(4)] ImmutableArray<InboundHeader> Headers)
{
    /// <summary>The header that carries the trace of the message (W3C Trace Context).</summary>
    public const string TraceHeader = "traceparent";

    /// <summary>The value of a header; null where there is none. Names are compared without case.</summary>
    public string? Header(string name)
    {
        foreach (var header in Headers)
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return header.Value;
        return null;
    }
}

/// <summary>One header of a message. Immutable, thread-safe.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.inbound-header")]
public sealed record InboundHeader([property: Id(0)] string Name, [property: Id(1)] string Value);
