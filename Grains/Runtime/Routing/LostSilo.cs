namespace Sync.Grains.Routing;

/// <summary>Calls again when the silo that had the grain is stopping or was lost: others take over what it held meanwhile. Only for calls that may be made
/// twice and that no caller cancels.</summary>
internal static class LostSilo
{
    /// <summary>Before the second call, the third, and so on: together far less than a caller waits.</summary>
    private static readonly TimeSpan[] Pauses = [.. new[] { 50, 100, 200, 400, 800 }.Select(static ms => TimeSpan.FromMilliseconds(ms))];

    /// <exception cref="Exception">What the last call threw, or what another silo would not answer otherwise.</exception>
    public static async Task<T> AgainAsync<T>(Func<Task<T>> call, TimeProvider clock)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (IsLost(e))
            {
                await Task.Delay(pause, clock);
            }
        }

        return await call();
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
