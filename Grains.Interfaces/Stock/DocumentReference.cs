namespace Sync.Contracts;

/// <summary>The business document behind an update, for example <c>po</c> <c>4500012345</c>. Immutable, thread-safe.</summary>
/// <param name="Kind">One of <c>po, wo, delivery, count, material-document, cost-centre</c>, or a word of the source's own; 1 to 32 characters.</param>
/// <param name="Number">The document number as the source writes it.</param>
/// <param name="Line">The line of the document.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.document-reference")]
public sealed record DocumentReference(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Number,
    [property: Id(2)] string? Line = null);
