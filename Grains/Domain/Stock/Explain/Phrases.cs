using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Small words of the story, in plain English. Pure.</summary>
internal static class Phrases
{
    public static string Number(decimal value) => Decimals.Canonical(value);

    public static string Amount(decimal value, UnitCode? unit) => unit is { } u ? $"{Number(value)} {u}" : Number(value);

    public static string Signed(decimal value) => value > 0 ? $"+{Number(value)}" : Number(value);

    public static string WasWere(decimal value) => Math.Abs(value) == 1 ? "was" : "were";

    public static string IsAre(decimal value) => Math.Abs(value) == 1 ? "is" : "are";

    public static string Many(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    /// <summary>The account where it says more than «own, available, no lot», with a comma before it.</summary>
    public static string Of(StockAccount account)
    {
        var words = new List<string>();
        if (account.Lot is { } lot) words.Add($"lot {lot}");
        if (account.Status != StockStatus.Available) words.Add($"status {account.Status}");
        if (account.Owner is { } owner) words.Add($"owned by {owner}");
        return words.Count == 0 ? "" : $" ({string.Join(", ", words)})";
    }

    /// <summary>The document, with a space before it.</summary>
    public static string For(DocumentReference? reference) => reference is null ? "" : $" for {Document(reference)}";

    public static string Document(DocumentReference reference)
    {
        var kind = reference.Kind switch
        {
            "po" => "purchase order",
            "wo" => "work order",
            "count" => "count document",
            "material-document" => "material document",
            "cost-centre" => "cost centre",
            var own => own,
        };
        return $"{kind} {reference.Number}{(reference.Line is { } line ? $", line {line}" : "")}";
    }

    /// <summary>A sentence with a great first letter and a full stop.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}{(text[^1] is '.' or '!' or '?' ? "" : ".")}";
}
