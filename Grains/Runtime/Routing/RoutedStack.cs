using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Grains.Entities;

namespace Sync.Grains.Routing;

/// <summary>The updates of one entity in a call of the router.</summary>
/// <param name="call">The call.</param>
/// <param name="target">The entity.</param>
/// <param name="updates">Its updates.</param>
/// <param name="first">Where the first of them stood in the call.</param>
internal sealed class RoutedStack(RoutedCall call, EntityKey target, ImmutableArray<Update> updates, int first) : EntityCall(updates)
{
    public EntityKey Target => target;

    public override void OnAnswered(ImmutableArray<Receipt> receipts) => call.Give(first, receipts);

    public override void OnFailed(Exception failure)
    {
        var code = failure is TimeoutException ? ErrorCodes.TimedOut : ErrorCodes.OutcomeUnknown;
        call.Give(first, [.. Updates.Select(update => new Receipt.Unknown(update.Id, code.With(failure.Message)))]);
    }

    public override void OnMissed() => call.OnMissed(this);
}
