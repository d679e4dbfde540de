namespace Sync.Contracts;

/// <summary>The identity of an update, for ever: the CloudEvents <c>source</c> and <c>id</c>, and the epoch of the source's counters.
/// The same identity with the same content is a duplicate; with other content it is a conflict. Immutable, thread-safe.</summary>
/// <param name="Source">Who said it: a URI reference such as <c>/adapters/erp/main</c>, 1 to 200 characters.</param>
/// <param name="Epoch">Raised when a source starts its numbers again; 0 unless stated.</param>
/// <param name="MessageId">The source's own id of the message, 1 to 200 characters.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.update-id")]
public readonly record struct UpdateId(
    [property: Id(0)] string Source,
    [property: Id(1)] int Epoch,
    [property: Id(2)] string MessageId)
{
    /// <summary>The greatest length of a source and of a message id, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>The identity as text, for logs and messages.</summary>
    public override string ToString() => Epoch == 0 ? $"{Source}#{MessageId}" : $"{Source}@{Epoch}#{MessageId}";
}
