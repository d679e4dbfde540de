using System.Text;

namespace Sync.Contracts;

/// <summary>Contracts as a table of plain text. Pure.</summary>
public static class ContractTable
{
    private static readonly string[] Head = ["type", "source", "algebra", "order", "identity", "late", "gap time-out", "same content", "reset"];

    /// <summary>The table, with a line of names above it.</summary>
    public static string Write(UpdateContracts contracts)
    {
        string[][] rows = [Head, .. contracts.All.Select(Row)];
        var widths = Enumerable.Range(0, Head.Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin("  ", row.Select((cell, c) => c == Head.Length - 1 ? cell : cell.PadRight(widths[c]))).Append('\n');
        return text.ToString();
    }

    private static string[] Row(UpdateContract c) =>
    [
        c.Type, c.Source ?? "*", Word(c.Algebra), Word(c.Order), c.Identity == IdentityRule.Sequence ? "sequence" : "message id", Word(c.Late), c.GapTimeout?.ToString("c") ?? "-", c.SameContent ? "flag" : "-", c.Reset == ResetRule.Stated ? "-" : Word(c.Reset),
    ];

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
