using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>Knows every API key; in a cluster also those of operators. One grain, key 0; durable; keeps hashes only.</summary>
[Alias("sync.v1.IAccessGrain"), GrainInterfaceType("sync.v1.IAccessGrain")]
public interface IAccessGrain : IGrainWithIntegerKey
{
    /// <summary>Every key.</summary>
    [Alias("List")]
    Task<ImmutableArray<ApiKeyEntry>> List();

    /// <summary>Adds or replaces a key.</summary>
    [Alias("Put")]
    Task Put(ApiKeyEntry entry);

    /// <summary>Revokes a key. Unknown ones are ignored.</summary>
    [Alias("Remove")]
    Task Remove(string name);
}

/// <summary>One API key. Immutable, thread-safe.</summary>
/// <param name="Name">Who uses it; unique, 1 to 64 characters.</param>
/// <param name="Hash">SHA-256 of the key, lower-case hexadecimal.</param>
/// <param name="Scopes">What it may do, from <see cref="Scopes"/>.</param>
/// <param name="Plants">For which plants; empty: all.</param>
/// <param name="CreatedAt">When it was made.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.api-key-entry")]
public sealed record ApiKeyEntry(
    [property: Id(0)] string Name,
    [property: Id(1)] string Hash,
    [property: Id(2)] ImmutableArray<string> Scopes,
    [property: Id(3)] ImmutableArray<string> Plants,
    [property: Id(4)] DateTimeOffset CreatedAt);

/// <summary>The scopes of API keys. The strings are stored: they never change.</summary>
public static class Scopes
{
    /// <summary>Send updates.</summary>
    public const string UpdatesWrite = "updates:write";

    /// <summary>Read stock and history.</summary>
    public const string StockRead = "stock:read";

    /// <summary>Register items, plants and locations.</summary>
    public const string MastersWrite = "masters:write";

    /// <summary>Read and change subscriptions.</summary>
    public const string SubscriptionsWrite = "subscriptions:write";

    /// <summary>Everything an operator does: cases, held updates, keys, dashboard. Includes all other scopes.</summary>
    public const string Operate = "operate";

    /// <summary>Every scope.</summary>
    public static ImmutableArray<string> All { get; } = [UpdatesWrite, StockRead, MastersWrite, SubscriptionsWrite, Operate];
}
