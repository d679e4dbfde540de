namespace Sync.Silo.Hosting;

/// <summary>Tells the calls of this silo when one of the cluster leaves in peace, itself too. Of one that dies the engine tells them.</summary>
internal sealed class LeavingSilos(ISiloStatusOracle silos, SiloLosses losses, TimeProvider clock) : ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>What it has taken it may still answer.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(LeavingSilos), ServiceLifecycleStage.RuntimeGrainServices, StartAsync);

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status is SiloStatus.ShuttingDown or SiloStatus.Stopping) _ = TellAsync();
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    private async Task TellAsync()
    {
        await Task.Delay(Grace, clock);
        losses.Tell();
    }
}
