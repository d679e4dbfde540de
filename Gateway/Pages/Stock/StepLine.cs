using System.Globalization;
using System.Text;

namespace Sync.Pages.Stock;

/// <summary>What was on hand, in the order in which it happened, as the lines of a chart in a box of 1,000 by 200. Pure.</summary>
public sealed class StepLine
{
    /// <summary>The box's width.</summary>
    public const int Width = 1_000;

    /// <summary>The box's height.</summary>
    public const int Height = 200;

    private StepLine(IReadOnlyList<ExplainLine> steps, decimal before, DateTimeOffset until)
    {
        (Steps, Before, Until) = (steps, before, until);
        Low = Math.Min(0, Math.Min(before, steps.Min(s => s.OnHand)));
        High = Math.Max(Low + 1, Math.Max(before, steps.Max(s => s.OnHand)));
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ExplainLine> Steps { get; }

    /// <summary>On hand before the first step.</summary>
    public decimal Before { get; }

    public DateTimeOffset From => Steps[0].OccurredAt;

    public DateTimeOffset Until { get; }

    public decimal Low { get; }

    public decimal High { get; }

    /// <summary>Where zero is, from the top.</summary>
    public string Zero => Text(Y(0));

    /// <summary>The line of steps.</summary>
    public string Line => Draw($"M0 {Text(Y(Before))}");

    /// <summary>The ground between the line and zero.</summary>
    public string Ground => Draw($"M0 {Zero}V{Text(Y(Before))}") + $"V{Zero}Z";

    /// <summary>The chart of an explanation; null when nothing has happened.</summary>
    public static StepLine? Of(Explanation explanation, DateTimeOffset now) => explanation.Lines is [.., var last]
        ? new StepLine(explanation.Lines, explanation.Opening.OnHand, now > last.OccurredAt ? now : last.OccurredAt)
        : null;

    private string Draw(string start)
    {
        var path = new StringBuilder(start);
        foreach (var step in Steps) path.Append('H').Append(Text(X(step.OccurredAt))).Append('V').Append(Text(Y(step.OnHand)));
        return path.Append('H').Append(Width).ToString();
    }

    private double X(DateTimeOffset at) => Until > From ? (at - From) / (Until - From) * Width : 0;

    private double Y(decimal onHand) => (double)((High - onHand) / (High - Low)) * Height;

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
