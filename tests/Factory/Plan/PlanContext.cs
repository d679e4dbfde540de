using System.Globalization;
using Sync.Factory.Books;

namespace Sync.Factory.Plan;

/// <summary>What the scenarios of one run share: chance, clock, numbers, and the list of what happens later. Not thread-safe.</summary>
internal sealed class PlanContext(long seed, int run, TimeSpan step)
{
    private readonly Queue<PlanStep> _ready = new();
    private readonly PriorityQueue<Action, (long Step, long Order)> _later = new();
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<(string Source, Position Position), long> _sequences = [];
    private long _order;
    private long _said;

    public int Run => run;

    public Seeded Seeded { get; } = Seeded.For(seed, run, "plan");

    public PlanLedger Ledger { get; } = new();

    public MovementMemory Memory { get; } = new();

    /// <summary>Under which number the ERP reports a receipt that the warehouse reports too.</summary>
    public Dictionary<UpdateRef, string> Twins { get; } = [];

    /// <summary>How many steps were taken.</summary>
    public long Step { get; private set; }

    /// <summary>A number of the run's own, for example <c>GR-1-000007</c>: never the same in two runs.</summary>
    public string Number(string prefix)
    {
        var n = _numbers[prefix] = _numbers.GetValueOrDefault(prefix) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{run}-{n:000000}");
    }

    public Plant Plant() => Seeded.Pick(FactoryWorld.Plants);

    /// <summary>Does something this many steps from now.</summary>
    public void Later(int steps, Action action) => _later.Enqueue(action, (Step + steps, _order++));

    /// <summary>Has a system say something now.</summary>
    /// <param name="ago">How long ago it happened; facts reach a system late.</param>
    public UpdateRef Say(
        string source, string number, string type, Position position, string data, Meaning meant, UpdateRef? after = null, TimeSpan ago = default)
    {
        var update = new UpdateRef(source, number);
        long? sequence = source == Sources.Mes ? NextSequence(source, position) : null;
        _ready.Enqueue(new PlanStep.Say(update, type, position, At(ago), data, meant, after, Seeded.Chance(0.1), sequence));
        return update;
    }

    public void Register(Item item) => _ready.Enqueue(new PlanStep.Register(item));

    /// <summary>The next step, if one is ready or due.</summary>
    public PlanStep? Next()
    {
        while (_ready.Count == 0 && _later.TryPeek(out _, out var due) && due.Step <= Step) _later.Dequeue()();
        if (!_ready.TryDequeue(out var ready)) return null;
        Step++;
        return ready;
    }

    // Whole milliseconds and a running number of microseconds: no two updates of a position share an instant, so that "before the count" and
    // "after the count" are never a matter of opinion.
    private TimeSpan At(TimeSpan ago)
    {
        var exact = (step * Step) - ago - TimeSpan.FromMilliseconds(Seeded.Next(1500));
        return TimeSpan.FromMilliseconds(Math.Floor(exact.TotalMilliseconds)) + TimeSpan.FromMicroseconds(_said++ % 1000);
    }

    // Starts anew with each run, far above the run before: gaps are allowed, repetition is not.
    private long NextSequence(string source, Position position)
    {
        var n = _sequences.GetValueOrDefault((source, position)) + 1;
        _sequences[(source, position)] = n;
        return (run * 1_000_000_000L) + n;
    }
}
