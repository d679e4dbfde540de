namespace Sync.Contracts;

/// <summary>What a payload says, next to the payload itself: a record that is copied with another payload has nothing of it. Equal to every other,
/// so that two records are compared by what they are. Thread-safe.</summary>
internal struct DecodedPayload : IEquatable<DecodedPayload>
{
    private object? _value;
    private string? _payload;

    public readonly object? Of(string payload) => ReferenceEquals(Volatile.Read(in _payload), payload) ? _value : null;

    /// <summary>Keeps what a payload says. The payload last: who sees it sees the value.</summary>
    public void Keep(string payload, object value)
    {
        _value = value;
        Volatile.Write(ref _payload, payload);
    }

    public readonly bool Equals(DecodedPayload other) => true;

    public override readonly bool Equals(object? obj) => obj is DecodedPayload;

    public override readonly int GetHashCode() => 0;
}
