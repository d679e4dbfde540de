using Sync.Gateway.Errors;
using Sync.Gateway.Commands;
using Sync.Gateway.Json;
using Sync.Gateway.Updates;

namespace Sync.Gateway.Stock;

/// <summary>Does what an operator says about held updates of the position in the address, or shows what it would do. Thread-safe.</summary>
internal sealed class HeldActions(IGrainFactory grains, GatewayCommands commands)
{
    public async Task<IResult> DoAsync(HttpContext http, ControlUpdate control, bool? preview)
    {
        var key = RouteIds.Position(http);
        if (preview == true) return await PreviewAsync(key, control);
        var (receipt, problem) = await commands.SubmitAsync(http, key.ToEntity(), control);
        if (receipt is null) return problem!;
        return receipt is Receipt.Rejected refused ? Problems.Of(refused.Reason) : ReceiptResult.Of(receipt);
    }

    private async Task<IResult> PreviewAsync(StockKey key, ControlUpdate control)
    {
        var update = new Update(new UpdateId(UpdateSources.GatewayApi, 0, Guid.CreateVersion7().ToString()), key.ToEntity(), control);
        if (!UpdateRules.AcceptPayload(update).TryGet(out var accepted, out var refusal)) return Problems.Of(refusal);
        var effect = await grains.GetGrain<IStockGrain>(key.ToString()).Preview(accepted);
        return effect.Receipt is Receipt.Rejected refused ? Problems.Of(refused.Reason) : new JsonResult<PreviewBody>(PreviewBody.Of(effect), GatewayJson.Default.PreviewBody);
    }
}
