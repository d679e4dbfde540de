using System.Globalization;
using System.Text;

namespace Sync.Pages.Stock;

/// <summary>What was on hand, from record to record, as the lines of a chart in a box of 1,000 by 200. Pure.</summary>
public sealed class StepLine
{
    public const int Width = 1_000;
    public const int Height = 200;

    private StepLine(IReadOnlyList<Step> steps, DateTimeOffset until)
    {
        Steps = steps;
        Until = until;
        Low = Math.Min(0, steps.Min(s => s.OnHand));
        High = Math.Max(Low + 1, steps.Max(s => s.OnHand));
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Step> Steps { get; }

    public DateTimeOffset Until { get; }

    public decimal Low { get; }

    public decimal High { get; }

    /// <summary>Where zero is, from the top.</summary>
    public string Zero => Text(Y(0));

    /// <summary>The line of steps.</summary>
    public string Line => Draw($"M{Text(0)} {Text(Y(Steps[0].OnHand))}");

    /// <summary>The ground between the line and zero.</summary>
    public string Ground => Draw($"M{Text(0)} {Zero}V{Text(Y(Steps[0].OnHand))}") + $"V{Zero}Z";

    /// <summary>Goes back from what is on hand now, record by record.</summary>
    /// <param name="chapters">The newest records, newest first.</param>
    /// <param name="onHand">What is on hand after the newest.</param>
    /// <param name="until">Now.</param>
    /// <returns>Null when there is nothing to draw.</returns>
    internal static StepLine? Of(IReadOnlyList<Chapter> chapters, decimal onHand, DateTimeOffset until)
    {
        var steps = new List<Step>();
        foreach (var chapter in chapters)
        {
            if (chapter.Delta != 0 || chapter.Version == 1) steps.Add(new Step(chapter.RecordedAt, onHand, chapter.Delta, chapter.Sentence));
            onHand -= chapter.Delta;
        }

        steps.Reverse();
        return steps.Count == 0 ? null : new StepLine(steps, until > steps[^1].At ? until : steps[^1].At);
    }

    private string Draw(string start)
    {
        var path = new StringBuilder(start);
        foreach (var step in Steps.Skip(1)) path.Append(CultureInfo.InvariantCulture, $"H{Text(X(step.At))}V{Text(Y(step.OnHand))}");
        return path.Append(CultureInfo.InvariantCulture, $"H{Width}").ToString();
    }

    private double X(DateTimeOffset at) => (at - Steps[0].At) / Span() * Width;

    private double Y(decimal onHand) => (double)((High - onHand) / (High - Low)) * Height;

    private TimeSpan Span() => Until - Steps[0].At is { Ticks: > 0 } span ? span : TimeSpan.FromTicks(1);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>What was on hand from an instant on. Immutable.</summary>
public sealed record Step(DateTimeOffset At, decimal OnHand, decimal Delta, string Sentence);
