namespace Sync.Silo.Hosting;

/// <summary>Tells calls that are under way when a silo has left the list of those that serve clients. Thread-safe.</summary>
internal sealed class SiloLosses
{
    private CancellationTokenSource _next = new();

    /// <summary>Ends with the next loss.</summary>
    public CancellationToken Next => Volatile.Read(ref _next).Token;

    public void Tell() => Interlocked.Exchange(ref _next, new CancellationTokenSource()).Cancel();
}
