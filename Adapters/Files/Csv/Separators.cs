namespace Sync.Adapters;

/// <summary>How the fields of a file are separated. Thread-safe.</summary>
internal static class Separators
{
    /// <summary>The separator that the first line has most of; comma where it has none.</summary>
    public static char Detect(ReadOnlySpan<char> firstLine)
    {
        var best = ',';
        foreach (var candidate in ",;\t")
            if (firstLine.Count(candidate) > firstLine.Count(best)) best = candidate;
        return best;
    }

    /// <summary>The separator of a word in a mapping file; null where the word is not one.</summary>
    public static char? Parse(string word) => word switch
    {
        "comma" or "," => ',',
        "semicolon" or ";" => ';',
        "tab" or "\t" => '\t',
        "pipe" or "|" => '|',
        _ => null,
    };
}
