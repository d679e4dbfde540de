namespace Sync.Grains.Routing;

/// <summary>Calls again when the silo that had the grain is stopping or was lost: others take over what it held meanwhile. Only for calls that may be made
/// twice and that no caller cancels.</summary>
internal static class LostSilo
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);

    /// <summary>Each pause is twice the one before, up to this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(800);

    /// <summary>Far less than a caller waits.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(1_600);

    public static Task<T> AgainAsync<T>(Func<Task<T>> call, TimeProvider clock) => AgainAsync(call, Usual, clock);

    /// <param name="call">What is called.</param>
    /// <param name="within">No call begins later than this after the first.</param>
    /// <param name="clock">Measures it.</param>
    /// <exception cref="Exception">What the last call threw, or what another silo would not answer otherwise.</exception>
    public static async Task<T> AgainAsync<T>(Func<Task<T>> call, TimeSpan within, TimeProvider clock)
    {
        var began = clock.GetTimestamp();
        for (var pause = First; ; pause = pause < Longest ? pause * 2 : Longest)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (IsLost(e) && clock.GetElapsedTime(began) + pause < within)
            {
                await Task.Delay(pause, clock);
            }
        }
    }

    public static Task AgainAsync(Func<Task> call, TimeProvider clock) => AgainAsync(
        async () =>
        {
            await call();
            return true;
        },
        clock);

    // A silo that loses another one while it looks for the grain gives the call up as cancelled. A call that took too long may wait in a queue: it is not made again.
    private static bool IsLost(Exception e) => e is SiloUnavailableException or OrleansMessageRejectionException or OperationCanceledException;
}
