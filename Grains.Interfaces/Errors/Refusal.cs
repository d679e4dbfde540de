namespace Sync.Contracts;

/// <summary>Why something was refused or held: a value, not an exception. Immutable, thread-safe.</summary>
/// <param name="Code">A stable code from <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What was wrong, naming the value and the place.</param>
/// <param name="Cure">What to do about it.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.refusal")]
public sealed record Refusal(
    [property: Id(0)] string Code,
    [property: Id(1)] string Message,
    [property: Id(2)] string Cure);
