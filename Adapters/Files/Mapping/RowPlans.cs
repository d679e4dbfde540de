using System.Collections.Immutable;

namespace Sync.Adapters;

/// <summary>Makes the plan of a file from its columns and the mapping. Thread-safe.</summary>
internal static class RowPlans
{
    private static readonly RowField[] Needed = [RowField.Type, RowField.Plant, RowField.Location, RowField.Item];

    /// <exception cref="FileProblemException">The columns, or the mapping, are not what they should be.</exception>
    public static RowPlan Make(FolderOptions folder, MappingFile? mapping, IReadOnlyList<string> columns, string? header, SnapshotDeclaration? snapshot)
    {
        ImmutableArray<string> names = [.. columns.Select(c => c.Trim())];
        foreach (var twice in names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)) throw Columns($"the column '{Shown(twice.Key)}' is there {twice.Count()} times", twice.Key);
        var plan = new RowPlan
        {
            Columns = names,
            Constants = Values(mapping?.Constants),
            Defaults = Declared(WithPlant(Values(mapping?.Defaults), folder.Plant), snapshot),
            Words = Words(mapping),
            Zone = Zone(mapping?.TimeZone ?? folder.TimeZone),
            TimeFormat = mapping?.TimeFormat,
            Decimal = mapping?.Decimal switch { null or "." => '.', "," => ',', var other => throw Mapping($"decimal is '{other}': a point or a comma is expected") },
            Places = mapping is null || mapping.Fields.Count == 0 ? Documented(names, mapping) : Mapped(names, mapping),
            Plant = folder.Plant,
            Source = "/adapters/file/" + folder.Name,
            Header = header,
            Snapshot = snapshot,
            ByLine = mapping?.Order switch { null => false, "file" => true, var other => throw Mapping($"order is '{Shown(other)}': file is expected") },
        };
        foreach (var field in Needed)
        {
            if (plan.Places[(int)field] < 0 && (plan.Constants[(int)field] ?? plan.Defaults[(int)field]) is null)
                throw Columns($"the column {RowFields.NameOf(field)} is missing; the file has {Shown(string.Join(", ", names))}", RowFields.NameOf(field));
        }

        return plan;
    }

    private static ImmutableArray<int> Documented(ImmutableArray<string> names, MappingFile? mapping)
    {
        var places = Empty();
        for (var i = 0; i < names.Length; i++)
        {
            if (Ignored(mapping, names[i])) continue;
            var field = RowFields.Find(names[i]) ?? throw Columns($"the column '{Shown(names[i])}' is not known: {RowFields.All}", names[i]);
            places[(int)field] = i;
        }

        return [.. places];
    }

    private static ImmutableArray<int> Mapped(ImmutableArray<string> names, MappingFile mapping)
    {
        var places = Empty();
        foreach (var (name, column) in mapping.Fields)
        {
            var place = names.IndexOf(column, 0, names.Length, StringComparer.OrdinalIgnoreCase);
            places[(int)Field(name)] = place >= 0 ? place : throw Columns($"the column '{Shown(column)}' is missing, which the mapping takes {name} from; the file has {Shown(string.Join(", ", names))}", column);
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (!places.Contains(i) && !Ignored(mapping, names[i])) throw Columns($"the column '{Shown(names[i])}' is not in the mapping: map it, or list it under ignore", names[i]);
        }

        return [.. places];
    }

    private static bool Ignored(MappingFile? mapping, string column) => mapping?.Ignore.Contains(column, StringComparer.OrdinalIgnoreCase) == true;

    private static int[] Empty()
    {
        var places = new int[RowFields.Total];
        Array.Fill(places, -1);
        return places;
    }

    private static ImmutableArray<string?> Values(Dictionary<string, string>? given)
    {
        var values = new string?[RowFields.Total];
        foreach (var (name, value) in given ?? []) values[(int)Field(name)] = value;
        return [.. values];
    }

    private static ImmutableArray<string?> WithPlant(ImmutableArray<string?> defaults, string? plant) =>
        defaults[(int)RowField.Plant] is null ? defaults.SetItem((int)RowField.Plant, plant) : defaults;

    /// <summary>What a snapshot declares, its rows need not say again.</summary>
    private static ImmutableArray<string?> Declared(ImmutableArray<string?> defaults, SnapshotDeclaration? snapshot)
    {
        if (snapshot is null) return defaults;
        var values = defaults.ToBuilder();
        values[(int)RowField.Type] ??= "stock.counted";
        values[(int)RowField.Plant] = snapshot.Plant ?? values[(int)RowField.Plant];
        values[(int)RowField.Location] = snapshot.Location ?? values[(int)RowField.Location];
        values[(int)RowField.Time] = snapshot.Time ?? values[(int)RowField.Time];
        return values.ToImmutable();
    }

    private static ImmutableArray<ImmutableDictionary<string, string>?> Words(MappingFile? mapping)
    {
        var words = new ImmutableDictionary<string, string>?[RowFields.Total];
        foreach (var (name, list) in mapping?.Words ?? []) words[(int)Field(name)] = list.ToImmutableDictionary(StringComparer.Ordinal);
        return [.. words];
    }

    private static TimeZoneInfo? Zone(string? name)
    {
        if (name is null) return null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw Mapping($"timeZone is '{Shown(name)}': an IANA name such as Europe/Berlin is expected");
    }

    private static RowField Field(string name) => RowFields.Find(name) ?? throw Mapping($"the field '{Shown(name)}' is not known: {RowFields.All}");

    private static string? Shown(string value) => FileProblem.Shorten(value);

    private static FileProblemException Mapping(string message) => new(FileProblem.Of(ErrorCodes.FileMapping, message));

    private static FileProblemException Columns(string message, string column) => new(FileProblem.Of(ErrorCodes.FileColumns, message, 1, column));
}
