using System.Text;

namespace Sync.Adapters;

/// <summary>What a file says of itself as a whole, on a line of its own before everything else; or the mapping says it of every file. Immutable.</summary>
/// <param name="Complete">True: what the file does not list is empty. False: it was not counted.</param>
/// <param name="Plant">The plant that it speaks of; null: that of its rows.</param>
/// <param name="Location">The location that it speaks of; null: every one.</param>
/// <param name="Time">The instant as of which it holds, as it is written; null: that of its rows.</param>
// #snapshot=complete plant=P100 location=RM%2F01 time=2026-11-23T06:00:00+01:00
internal sealed record SnapshotDeclaration(bool Complete, string? Plant, string? Location, string? Time)
{
    public const string Mark = "#snapshot=";

    /// <summary>Takes the line from the text where there is one; else what the mapping says. Null: the file is no snapshot.</summary>
    /// <exception cref="FileProblemException">The declaration cannot be read.</exception>
    public static SnapshotDeclaration? Read(Utf8Text text, string? mapped)
    {
        if (text.FirstLine().StartsWith(Mark)) return Parse(text.TakeLine());
        return mapped is null ? null : new SnapshotDeclaration(IsComplete(mapped, 0, ErrorCodes.FileMapping), null, null, null);
    }

    /// <summary>The line again, for the part of the file that was not taken: a part never says that it is all.</summary>
    public SnapshotDeclaration OfPart => this with { Complete = false };

    public override string ToString()
    {
        var line = new StringBuilder(Mark).Append(Complete ? "complete" : "partial");
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("plant", Plant), ("location", Location), ("time", Time)])
            if (value is not null) line.Append(' ').Append(name).Append('=').Append(value.Replace("%", "%25").Replace(" ", "%20"));
        return line.ToString();
    }

    private static SnapshotDeclaration Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var declared = new SnapshotDeclaration(IsComplete(words[0][Mark.Length..], 1, ErrorCodes.SnapshotInvalid), null, null, null);
        foreach (var word in words.Skip(1))
        {
            var value = Uri.UnescapeDataString(word[(word.IndexOf('=') + 1)..]);
            declared = word.Split('=')[0] switch
            {
                "plant" => declared with { Plant = value },
                "location" => declared with { Location = value },
                "time" => declared with { Time = value },
                _ => throw new FileProblemException(FileProblem.Of(ErrorCodes.SnapshotInvalid, $"the declaration says '{FileProblem.Shorten(word)}': plant=, location= and time= are expected", 1)),
            };
        }

        return declared;
    }

    private static bool IsComplete(string word, long line, ErrorCode code) => word switch
    {
        "complete" => true,
        "partial" => false,
        _ => throw new FileProblemException(FileProblem.Of(code, $"a snapshot is declared '{FileProblem.Shorten(word)}': complete or partial is expected", line == 0 ? null : line)),
    };
}
