using Sync.Gateway.Updates;

namespace Sync.Gateway.Stock;

/// <summary>What an action would do: nothing was written.</summary>
internal sealed record PreviewBody(ReceiptBody Receipt, BalancesBody? Before, BalancesBody? After, IReadOnlyList<EffectBody> Effects, IReadOnlyList<HeldBody> Held)
{
    public static PreviewBody Of(StockPreview p) => new(
        ReceiptBody.Of(p.Receipt), BalancesBody.Of(p.Before), BalancesBody.Of(p.After), [.. p.Effects.Select(e => new EffectBody(e.Kind, ReceiptBody.Of(e.Receipt)))], [.. p.Held.Select(HeldBody.Of)]);
}

/// <summary>The balances of a position.</summary>
internal sealed record BalancesBody(long Version, string? Unit, decimal OnHand, decimal Available, decimal Reserved, decimal Free, IReadOnlyList<BalanceBody> Accounts)
{
    public static BalancesBody? Of(StockPosition? p) => p is null ? null : new(
        p.Version, p.Unit?.Code, Decimals.Normalize(p.Measures.OnHand), Decimals.Normalize(p.Measures.Available), Decimals.Normalize(p.Measures.Reserved), Decimals.Normalize(p.Measures.Free),
        [.. p.Accounts.Select(BalanceBody.Of)]);
}

/// <summary>What would become of one held update.</summary>
internal sealed record EffectBody(string Kind, ReceiptBody Receipt);
