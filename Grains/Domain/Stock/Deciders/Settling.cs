using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Consignment (DOMAIN 4): what another party owns is here and not ours until it is consumed, and then it is owed. The settlement stands in the
/// record of the movement itself, so that neither can be there without the other.</summary>
internal static class Settling
{
    /// <summary>What is owed for goods that left an account; null where they were ours, or go back to their owner.</summary>
    public static Settlement? Of(in Situation s, StockAccount account, MovementType movement, decimal amount) =>
        account.Owner is { } owner && movement != MovementType.ReturnToSupplier && amount != 0 && s.MayWrite(StockFormats.Settlement)
            ? new Settlement(owner, Decimals.Normalize(amount))
            : null;

    /// <summary>What a reversal takes back: as much as it gives back, where the movement was settled at all.</summary>
    public static Settlement? Back(in LedgerEntry original, decimal amount) =>
        original.Detail?.Settled == true && original.Account.Owner is { } owner && amount != 0 ? new Settlement(owner, Decimals.Normalize(-amount)) : null;
}
