namespace Sync.Gateway.Errors;

/// <summary>What may be done twice is done again when the silo that had it was lost or is just leaving: others take over what it held meanwhile.</summary>
internal static class LostSilo
{
    /// <summary>Before the second call, the third, and so on: together less than a call may take.</summary>
    private static readonly TimeSpan[] Pauses = [.. new[] { 100, 200, 400, 800 }.Select(static ms => TimeSpan.FromMilliseconds(ms))];

    public static async ValueTask<T> AgainAsync<T>(Func<ValueTask<T>> call, TimeProvider clock)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                return await call();
            }
            catch (OrleansException e) when (e is not GatewayTooBusyException)
            {
                await Task.Delay(pause, clock);
            }
        }

        return await call();
    }
}
