namespace Sync.Adapters;

/// <summary>What is wrong with a file or a row of it: where, which value, and what to do. Immutable, thread-safe.</summary>
/// <param name="Line">The line in the file, from 1; null where it is about the whole file.</param>
/// <param name="Field">The column as the file names it, or the field.</param>
/// <param name="Value">The value, shortened.</param>
/// <param name="Code">A code of the one list.</param>
/// <param name="Message">What was wrong.</param>
/// <param name="Cure">What to do.</param>
internal sealed record FileProblem(long? Line, string? Field, string? Value, string Code, string Message, string Cure)
{
    private const int Shown = 120;

    public static FileProblem Of(ErrorCode code, string message, long? line = null, string? field = null, string? value = null, string? cure = null) =>
        new(line, field, Shorten(value), code.Code, message, cure ?? code.Cure);

    public static FileProblem Of(Refusal refusal, long line, string? field, string? value = null) =>
        new(line, field, Shorten(value), refusal.Code, refusal.Message, refusal.Cure);

    /// <summary>The value for a report or a message: nothing that breaks a line, and not long.</summary>
    public static string? Shorten(string? value)
    {
        if (value is null) return null;
        var cut = value.Length > Shown ? value[..Shown] + "..." : value;
        return string.Create(cut.Length, cut, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];
        });
    }
}

/// <summary>A file as a whole is bad: nothing of it is taken.</summary>
internal sealed class FileProblemException(FileProblem problem) : Exception(problem.Message)
{
    public FileProblem Problem { get; } = problem;
}

/// <summary>A file cannot be finished now; it stays where it is and is read again later.</summary>
internal sealed class FileNotNowException(string message, Exception? inner = null) : Exception(message, inner);
