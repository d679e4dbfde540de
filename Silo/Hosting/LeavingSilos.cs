namespace Sync.Silo.Hosting;

/// <summary>Tells the calls of this silo when one of the cluster leaves in peace, itself too. Of one that dies the engine tells them.</summary>
internal sealed class LeavingSilos(ISiloStatusOracle silos, SiloLosses losses) : ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(LeavingSilos), ServiceLifecycleStage.RuntimeGrainServices, StartAsync);

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status is SiloStatus.ShuttingDown or SiloStatus.Stopping) _ = losses.TellSoonAsync();
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        return Task.CompletedTask;
    }
}

internal static class LeavingSilosExtensions
{
    public static void CallAgainWhenSilosLeave(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<SiloLosses>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LeavingSilos>();
        silo.AddOutgoingGrainCallFilter<LostEntityCalls>();
    }
}
