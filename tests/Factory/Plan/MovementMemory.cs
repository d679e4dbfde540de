using Sync.Factory.Books;

namespace Sync.Factory.Plan;

/// <summary>A movement that could be reversed.</summary>
internal sealed record PastMovement(UpdateRef Ref, Position Position, Account Account, decimal Value, string Unit, decimal Amount);

/// <summary>The newest movements that were not reversed yet. Each is handed out once.</summary>
internal sealed class MovementMemory
{
    private const int Size = 300;
    private readonly List<PastMovement> _movements = [];

    public void Add(PastMovement movement)
    {
        if (_movements.Count == Size) _movements.RemoveAt(0);
        _movements.Add(movement);
    }

    public PastMovement? Take(Seeded seeded)
    {
        if (_movements.Count == 0) return null;
        var at = seeded.Next(_movements.Count);
        var movement = _movements[at];
        _movements.RemoveAt(at);
        return movement;
    }
}
