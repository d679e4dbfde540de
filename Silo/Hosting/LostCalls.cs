namespace Sync.Silo.Hosting;

/// <summary>Ends calls that were under way when a silo was lost: the engine of a client does not know which of them it had, and would let those wait
/// until their time is up.</summary>
internal sealed class LostCalls(SiloLosses losses) : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var lost = losses.Next;
        var call = context.Invoke();
        if (call.IsCompleted)
        {
            await call;
            return;
        }

        try
        {
            await call.WaitAsync(lost);
        }
        catch (OperationCanceledException e) when (lost.IsCancellationRequested && !call.IsCompleted)
        {
            call.Ignore();
            throw new SiloUnavailableException("a silo was lost while the call was under way", e);
        }
        catch (OperationCanceledException e) when (!context.Request.GetCancellationToken().IsCancellationRequested)
        {
            // It was not the caller who gave up: a silo did, that lost another one while it looked for the grain.
            throw new SiloUnavailableException("a silo gave the call up", e);
        }
    }
}
