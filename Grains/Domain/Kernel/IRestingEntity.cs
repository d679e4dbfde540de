namespace Sync.Domain.Kernel;

/// <summary>What is kept of an entity while nothing is decided on it. Thread-safe.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
public interface IRestingEntity<TState>
    where TState : class
{
    /// <summary>The newest view that was kept; null before the first.</summary>
    EntityView<TState>? View { get; }
}
