namespace Sync.Adapters;

/// <summary>What became of a row: an update, or what is wrong with it. Immutable.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Update">The update, without trace; null when the row is bad.</param>
/// <param name="Problem">What is wrong; null when it is good.</param>
/// <param name="Content">The hash of what it says.</param>
/// <param name="ByContent">True when equal rows of one file are told apart by their number alone.</param>
internal readonly record struct MappedRow(long Line, Update? Update, FileProblem? Problem, UInt128 Content, bool ByContent)
{
    /// <summary>The position that a bad row is about, as far as it could be read.</summary>
    public string? Subject { get; init; }

    /// <summary>The row with the number of its occurrence among equal rows, from 1, in its identity.</summary>
    public MappedRow Occurrence(int number) =>
        number == 1 ? this : this with { Update = Update! with { Id = Update.Id with { MessageId = $"{Update.Id.MessageId}-{number}" } } };
}
