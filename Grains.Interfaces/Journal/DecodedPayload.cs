namespace Sync.Contracts;

/// <summary>What a payload says, next to the payload itself: a record that is copied with another payload has nothing of it. Equal to every other,
/// so that two records are compared by what they are. Thread-safe: one reference.</summary>
internal readonly struct DecodedPayload(string payload, object value) : IEquatable<DecodedPayload>
{
    private readonly Pair? _pair = new(payload, value);

    public object? Of(string payload) => ReferenceEquals(_pair?.Payload, payload) ? _pair.Value : null;

    public bool Equals(DecodedPayload other) => true;

    public override bool Equals(object? obj) => obj is DecodedPayload;

    public override int GetHashCode() => 0;

    private sealed record Pair(string Payload, object Value);
}
