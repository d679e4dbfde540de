using System.Collections.Immutable;

namespace Sync.Adapters;

/// <summary>Where each field of a row comes from. Made once a file. Immutable, thread-safe.</summary>
internal sealed record RowPlan
{
    /// <summary>The columns as the file names them.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>For each field its column; -1 where it has none.</summary>
    public required ImmutableArray<int> Places { get; init; }

    /// <summary>For each field the value that every row has.</summary>
    public required ImmutableArray<string?> Constants { get; init; }

    /// <summary>For each field the value of rows whose cell is empty.</summary>
    public required ImmutableArray<string?> Defaults { get; init; }

    /// <summary>For each field the file's words and ours.</summary>
    public required ImmutableArray<ImmutableDictionary<string, string>?> Words { get; init; }

    /// <summary>The zone of times without offset.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The form of times.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>The decimal sign.</summary>
    public char Decimal { get; init; } = '.';

    /// <summary>The only plant that rows may be of; null: any.</summary>
    public string? Plant { get; init; }

    /// <summary>The source of the updates.</summary>
    public required string Source { get; init; }

    /// <summary>The header line of the file; null where it has none.</summary>
    public string? Header { get; init; }

    /// <summary>What the file declares itself; null: no snapshot.</summary>
    public SnapshotDeclaration? Snapshot { get; init; }

    /// <summary>True when the rows stand in the order in which they happened.</summary>
    public bool ByLine { get; init; }

    /// <summary>What stands above rows that are written aside: the header line, and for a part of a snapshot that it is a part. Null: nothing.</summary>
    public string? PartHeader => Snapshot is null ? Header : $"{Snapshot.OfPart}{(Header is null ? "" : $"\n{Header}")}";

    /// <summary>The column of a field as the file names it, or the field's own name.</summary>
    public string NameOf(RowField field) => Places[(int)field] is >= 0 and var place ? Columns[place] : RowFields.NameOf(field);
}
