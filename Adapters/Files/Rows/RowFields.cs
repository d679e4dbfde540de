using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Sync.Adapters;

/// <summary>The names of the fields, as columns have them. Thread-safe.</summary>
internal static class RowFields
{
    public static readonly int Total = Enum.GetValues<RowField>().Length;

    private static readonly ImmutableArray<string> Names = [.. Enum.GetValues<RowField>().Select(Kebab)];
    private static readonly FrozenDictionary<string, RowField> ByName = Enum.GetValues<RowField>().ToFrozenDictionary(NameOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every name, for messages.</summary>
    public static string All { get; } = string.Join(", ", Names);

    /// <summary>The name, for example <c>reference-number</c>.</summary>
    public static string NameOf(RowField field) => Names[(int)field];

    /// <summary>The field of a column's name: case does not matter, and blanks and underscores are hyphens.</summary>
    public static RowField? Find(string column) =>
        ByName.TryGetValue(column.Trim().Replace('_', '-').Replace(' ', '-'), out var field) ? field : null;

    private static string Kebab(RowField field)
    {
        var name = new StringBuilder();
        foreach (var c in field.ToString()) name.Append(char.IsUpper(c) && name.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        return name.ToString();
    }
}
