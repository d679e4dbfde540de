namespace Sync.Gateway;

/// <summary>The authorization policies of the gateway, for pages that others map beside it.</summary>
public static class GatewayPolicies
{
    /// <summary>Any API key.</summary>
    public const string AnyKey = "any API key";

    /// <summary>The scope <c>updates:write</c>.</summary>
    public const string UpdatesWrite = Scopes.UpdatesWrite;

    /// <summary>The scope <c>stock:read</c>.</summary>
    public const string StockRead = Scopes.StockRead;

    /// <summary>The scope <c>masters:write</c>.</summary>
    public const string MastersWrite = Scopes.MastersWrite;

    /// <summary>The scope <c>stock:read</c> or <c>masters:write</c>.</summary>
    public const string MastersRead = "stock:read or masters:write";

    /// <summary>The scope <c>subscriptions:write</c>.</summary>
    public const string SubscriptionsWrite = Scopes.SubscriptionsWrite;

    /// <summary>The scope <c>operate</c>, for the plants of the key.</summary>
    public const string Operate = Scopes.Operate;

    /// <summary>The scope <c>operate</c> on a key that is not limited to plants.</summary>
    public const string OperateEverywhere = "operate for every plant";

    /// <summary>As <see cref="OperateEverywhere"/>, or any caller on the machine itself: for metrics.</summary>
    public const string OperateOrLoopback = "operate for every plant, or a call from the machine itself";
}
