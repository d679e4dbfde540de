namespace Sync.Contracts;

/// <summary>One entry of the list of errors. Immutable, thread-safe.</summary>
/// <param name="Code">Stable, lower-case words joined by hyphens.</param>
/// <param name="Status">The HTTP status when a whole request is refused with it.</param>
/// <param name="Title">What kind of problem it is, the same for every occurrence.</param>
/// <param name="Cure">What to do, the same for every occurrence.</param>
public sealed record ErrorCode(string Code, int Status, string Title, string Cure)
{
    /// <summary>A refusal with this code and a message about this occurrence.</summary>
    public Refusal With(string message) => new(Code, message, Cure);
}
