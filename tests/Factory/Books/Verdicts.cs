namespace Sync.Factory.Books;

/// <summary>The words of the API's receipts.</summary>
internal static class Verdicts
{
    public const string Applied = "Applied";
    public const string Duplicate = "Duplicate";
    public const string Superseded = "Superseded";
    public const string Held = "Held";
    public const string Rejected = "Rejected";

    /// <summary>True when the word settles what became of the update; everything else asks for the same update once more.</summary>
    public static bool IsConclusive(string verdict) => verdict is Applied or Duplicate or Superseded or Held or Rejected;
}
