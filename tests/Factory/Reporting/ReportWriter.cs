using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sync.Factory.Reporting;

/// <summary>The report for people, and for programs.</summary>
internal static class ReportWriter
{
    public static string Text(Report r)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Report over {r.Runs} run{(r.Runs == 1 ? "" : "s")}, {r.Seconds} s of sending, {r.RatePerSecond} updates/s, {r.Positions} positions");
        Line(text, "sent", r.Sent, "different updates");
        Line(text, "applied", r.Applied, "");
        Line(text, "superseded", r.Superseded, "older counts that came late");
        Line(text, "held", r.Held, $"of which {r.StillHeld} still wait");
        Line(text, "rejected", r.Rejected, "");
        if (r.Recovered > 0) Line(text, "recovered", r.Recovered, "first answer lost, known by their duplicates");
        Line(text, "unanswered", r.Unanswered, "must be 0");
        Line(text, "duplicates", r.Duplicates, "answers to what was sent again");
        Line(text, "retried", r.Retried, "sent again because an answer failed");
        Line(text, "delivered", r.Delivered, "changes at the webhook target");
        Line(text, "redelivered", r.Redelivered, "again under a known id");
        Line(text, "lost", r.Lost, "must be 0");
        Line(text, "doubled", r.Doubled, "must be 0");
        Line(text, "out of order", r.OutOfOrder, "must be 0");
        Line(text, "mismatches", r.Mismatches, "must be 0");
        foreach (var problem in r.Problems) text.AppendLine(CultureInfo.InvariantCulture, $"  - {problem}");
        text.Append(Verdict(r));
        return text.ToString();
    }

    private static string Verdict(Report r) => r switch
    {
        { Clean: true } => "Nothing was lost, nothing was doubled, and the quantities agree.",
        { BrokenOff: { } why } => $"The run was broken off, so this report proves nothing: {why}.",
        _ => "The books do not agree.",
    };

    public static void WriteFile(Report report, string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, JsonSerializer.Serialize(report, ReportJson.Default.Report) + "\n");
    }

    private static void Line(StringBuilder text, string name, int count, string remark) =>
        text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-13}{count,10}  {remark}").TrimEnd());
}
