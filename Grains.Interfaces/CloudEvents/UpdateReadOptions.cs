namespace Sync.Contracts;

/// <summary>How updates are read. Immutable, thread-safe.</summary>
public sealed record UpdateReadOptions
{
    private UpdateReadOptions()
    {
    }

    /// <summary>From outside: public types only, everything checked and normalised by <see cref="UpdateRules"/>.</summary>
    public static UpdateReadOptions Outside { get; } = new();

    /// <summary>What <see cref="UpdateJson"/> wrote itself: every type, taken as it stands.</summary>
    public static UpdateReadOptions Stored { get; } = new() { Internal = true };

    /// <summary>The message id of an update that brings none; one that brings another is refused. Null: an id is required.</summary>
    public string? DefaultId { get; private init; }

    internal bool Internal { get; private init; }

    /// <summary>From outside, with the id of an <c>Idempotency-Key</c>.</summary>
    public static UpdateReadOptions WithDefaultId(string id) => new() { DefaultId = id };
}
