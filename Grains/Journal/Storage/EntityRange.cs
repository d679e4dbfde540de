namespace Sync.Journal.Storage;

/// <summary>The entities whose key text begins with a prefix, after a place in that order.</summary>
/// <param name="From">The prefix; inclusive, for a key may be no longer than it.</param>
/// <param name="After">Exclusive; empty at first.</param>
internal readonly record struct EntityRange(string From, string After)
{
    /// <summary>Exclusive. U+10FFFF is no character, so no key holds it, and it is the last in byte order.</summary>
    public string Before => From + "\U0010FFFF";

    public static EntityRange Of(string kind, string idPrefix) => new($"{kind}/{idPrefix}", "");
}
