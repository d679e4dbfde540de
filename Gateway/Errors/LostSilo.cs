namespace Sync.Gateway.Errors;

/// <summary>What may be done twice is done again when the silo that had it was lost or is just leaving: others take over what it held meanwhile.</summary>
internal static class LostSilo
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async ValueTask<T> AgainAsync<T>(Func<ValueTask<T>> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (OrleansException e) when (e is not GatewayTooBusyException && attempt < Attempts)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
