using Sync.Gateway.Commands;

namespace Sync.Pages.Access;

/// <summary>What people do on a page: judged on the server by the key as it stands, whatever the page showed.</summary>
internal sealed class PageCommands(Visitor visitor, GatewayCommands commands)
{
    /// <summary>Sends an update about an entity that belongs to a plant of the key.</summary>
    /// <param name="about">What the rights are judged by.</param>
    /// <param name="target">Who decides the update.</param>
    /// <param name="payload">The update, made from the name of the key.</param>
    /// <returns>Null, or why it was not done.</returns>
    public async Task<Refusal?> OperateAsync(EntityKey about, EntityKey target, Func<string, UpdatePayload> payload)
    {
        var caller = await visitor.CallerAsync();
        if (!caller.Has(Scopes.Operate)) return ErrorCodes.Forbidden.With($"the key '{caller.Name}' lacks {Scopes.Operate}");
        if (!caller.MayEntity(about)) return ErrorCodes.Forbidden.With($"the key '{caller.Name}' is not for {about}");
        var (receipt, refusal) = await commands.SendAsync(target, payload(caller.Name), null);
        return refusal ?? receipt switch
        {
            Receipt.Rejected r => r.Reason,
            Receipt.Held r => r.Reason,
            Receipt.RetryLater r => r.Reason,
            Receipt.Unknown r => r.Reason,
            _ => null,
        };
    }
}
