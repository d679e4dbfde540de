using System.Collections.Immutable;

namespace Sync.Gateway.Access;

/// <summary>An API key, without the key itself.</summary>
internal sealed record KeyBody(string Name, ImmutableArray<string> Scopes, ImmutableArray<string> Plants, DateTimeOffset CreatedAt)
{
    public static KeyBody Of(ApiKeyEntry e) => new(e.Name, e.Scopes, e.Plants, e.CreatedAt);
}

/// <summary>Every API key; the operator's only in a cluster.</summary>
internal sealed record KeysBody(IReadOnlyList<KeyBody> Keys);

/// <summary>What a key allows; no plants: all.</summary>
internal sealed record KeyRequest(ImmutableArray<string>? Scopes = null, ImmutableArray<string>? Plants = null);

/// <summary>A key that was just made. It is shown this once.</summary>
internal sealed record NewKeyBody(string Name, string Key);
