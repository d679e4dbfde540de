using System.Globalization;

namespace Sync.Benchmarks.Systems.Peers;

/// <summary>What an update of the workload does to one lot.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Delta">What is added.</param>
/// <param name="Movement">The word for it.</param>
/// <param name="Reference">The document, if there is one.</param>
internal readonly record struct PeerMovement(string Lot, decimal Delta, string Movement, DocumentReference? Reference)
{
    public static PeerMovement Of(Update update) => update.Payload switch
    {
        StockUpdate.Received u => new(u.Account.Lot!.Value.Value, u.Quantity.Value, "Receipt", u.Reference),
        StockUpdate.Issued u => new(u.Account.Lot!.Value.Value, -u.Quantity.Value, "Issue", u.Reference),
        _ => throw new ArgumentException("the workload has receipts and issues only", nameof(update)),
    };

    /// <summary>The change record's payload: the members and the size of ours.</summary>
    public string ToPayload(decimal balance)
    {
        var reference = Reference is { } r ? $$""","reference":{"kind":"{{r.Kind}}","number":"{{r.Number}}"}""" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"movement":"{{Movement}}","quantity":{"value":{{Math.Abs(Delta)}},"unit":"EA"},"unit":"EA","changes":[{"account":{"lot":"{{Lot}}"},"delta":{{Delta}},"balance":{{balance}}}]{{reference}}}""");
    }
}
