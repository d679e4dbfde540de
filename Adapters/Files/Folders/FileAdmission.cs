namespace Sync.Adapters;

/// <summary>What can be said against a file without reading it. Thread-safe.</summary>
internal static class FileAdmission
{
    public static FileProblem? Objection(string path, long maxBytes)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null) return Refuse("it is a link", "Drop the file itself: links are not followed.");
        if (info.Name.Contains("..", StringComparison.Ordinal)) return Refuse("its name has two dots in a row", "Rename it and drop it again.");
        if (info.Name.Any(char.IsControl)) return Refuse("its name has a control character", "Rename it and drop it again.");
        return info.Length > maxBytes ? Refuse($"it has {info.Length} bytes and {maxBytes} are taken at most", "Split it, each part with the header line, or raise MaxBytes.") : null;
    }

    public static long LengthOf(string path) => new FileInfo(path) is { LinkTarget: null, Exists: true } file ? file.Length : 0;

    private static FileProblem Refuse(string message, string cure) => FileProblem.Of(ErrorCodes.FileNotTaken, message, cure: cure);
}
