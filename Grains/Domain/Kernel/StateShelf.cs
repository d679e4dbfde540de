namespace Sync.Domain.Kernel;

/// <summary>Where the state of an entity lies between two updates. A state is immutable, so every update makes a new one; where the newest of each entity
/// stayed an object, a collection of memory would move all that have changed since the one before. A shelf writes values over in place instead.
/// Not thread-safe: whoever has it guards it.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
public abstract class StateShelf<TState>
    where TState : class
{
    /// <summary>Puts a state in the place of the one before.</summary>
    public abstract void Put(TState state);

    /// <summary>The state that was put last, equal in every member; nothing that is put later changes it.</summary>
    public abstract TState Take();
}

/// <summary>Keeps a state as it is: for entities that seldom change.</summary>
internal sealed class PlainShelf<TState> : StateShelf<TState>
    where TState : class
{
    private TState? _state;

    public override void Put(TState state) => _state = state;

    public override TState Take() => _state ?? throw new InvalidOperationException("nothing was put here");
}
