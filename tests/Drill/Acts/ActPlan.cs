namespace Sync.Drill.Acts;

/// <summary>What is done next: rounds of eight acts, five of them kills and one a freeze, each in an order that the seed decides. The first of all is a kill,
/// so that a short run has one.</summary>
internal sealed class ActPlan(DrillOptions options, Random random)
{
    private static readonly string[] Others = ["database-cut", "other-kill", "database-restart", "pause"];
    private readonly Queue<string> _round = new();
    private readonly Queue<string> _others = new();
    private bool _isBegun;

    public string Next()
    {
        if (_round.Count == 0) Add(Round());
        return _round.Dequeue();
    }

    /// <summary>What must still be done when the time is over; null: nothing.</summary>
    public string? Missing(ActLog log)
    {
        if (log.Count("kill") < options.KillsAtLeast) return "kill";
        return log.Count("freeze") < options.FreezesAtLeast ? "freeze" : null;
    }

    private string[] Round()
    {
        string[] acts = ["kill", "kill", "kill", "kill", "kill", "freeze", Other(), Other()];
        random.Shuffle(_isBegun ? acts : acts.AsSpan(1));
        _isBegun = true;
        return acts;
    }

    private void Add(string[] acts)
    {
        foreach (var act in acts) _round.Enqueue(act);
    }

    // Each has its turn before one comes again.
    private string Other()
    {
        if (_others.Count == 0)
        {
            var others = Others.ToArray();
            random.Shuffle(others);
            foreach (var other in others) _others.Enqueue(other);
        }

        return _others.Dequeue();
    }
}
