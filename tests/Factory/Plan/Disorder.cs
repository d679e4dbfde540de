namespace Sync.Factory.Plan;

/// <summary>What the way from the systems does to their updates: it changes their order inside a window and delivers some twice, at once or much
/// later. Deterministic.</summary>
internal static class Disorder
{
    private const int Window = 48;
    private const double SoonAgain = 0.03;
    private const double LateAgain = 0.02;
    private const int LateAfter = 400;

    public static IEnumerable<Outgoing> Of(IEnumerable<PlanStep> steps, Seeded seeded)
    {
        var window = new List<Outgoing>(Window + 2);
        var late = new Queue<(long Due, PlanStep Step)>();
        var passed = 0L;
        foreach (var step in steps)
        {
            window.Add(new Outgoing(step, Again: false));
            while (late.TryPeek(out var next) && next.Due <= passed) window.Add(new Outgoing(late.Dequeue().Step, Again: true));
            // Repetitions fill the window too: it is drained to its size, or it would grow for ever.
            while (window.Count >= Window)
            {
                var leaving = Draw(window, seeded);
                passed++;
                yield return leaving;
                if (leaving is not { Again: false, Step: PlanStep.Say say }) continue;
                // A request that was refused is not recorded, so that asking again at once is another question; much later it is not asked again.
                if (!IsRequest(say) && seeded.Chance(SoonAgain)) window.Insert(seeded.Next(window.Count + 1), leaving with { Again = true });
                if (seeded.Chance(LateAgain)) late.Enqueue((passed + LateAfter + seeded.Next(50), say));
            }
        }
    }

    public static bool IsRequest(PlanStep.Say say) => say.Type is "stock.reserve" or "stock.release";

    // Mostly one of the oldest, now and then any: the window keeps moving.
    private static Outgoing Draw(List<Outgoing> window, Seeded seeded)
    {
        var at = seeded.Chance(0.7) ? seeded.Next(4) : seeded.Next(window.Count);
        var drawn = window[at];
        window.RemoveAt(at);
        return drawn;
    }
}
