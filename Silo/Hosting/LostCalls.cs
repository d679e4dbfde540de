using Sync.Contracts;

namespace Sync.Silo.Hosting;

/// <summary>Ends calls that were under way when a silo was lost: the engine of a client does not know which of them it had, and would let those wait
/// until their time is up. A silo that stops hands calls to its entities on, and loses some of them: while one leaves, an entity is asked again when
/// it does not answer soon. That may be done, for whatever is said to an entity may be said twice.</summary>
internal sealed class LostCalls(SiloLosses losses, TimeProvider clock) : IOutgoingGrainCallFilter
{
    /// <summary>Far more than an entity takes, far less than its callers wait.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

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
            await call.WaitAsync(losses.IsSettled || context.Grain is not IEntityGrain ? Timeout.InfiniteTimeSpan : Soon, clock, lost);
        }
        catch (OperationCanceledException e) when (lost.IsCancellationRequested && !call.IsCompleted)
        {
            call.Ignore();
            throw new SiloUnavailableException("a silo was lost while the call was under way", e);
        }
        catch (TimeoutException e) when (!call.IsCompleted)
        {
            call.Ignore();
            throw new SiloUnavailableException("an entity did not answer while a silo left", e);
        }
        catch (OperationCanceledException e) when (!context.Request.GetCancellationToken().IsCancellationRequested)
        {
            // It was not the caller who gave up: a silo did, that lost another one while it looked for the grain.
            throw new SiloUnavailableException("a silo gave the call up", e);
        }
    }
}

/// <summary>The same in a silo, for its calls of entities: all others there wait for whoever takes over in their own way.</summary>
internal sealed class LostEntityCalls(SiloLosses losses, TimeProvider clock) : IOutgoingGrainCallFilter
{
    private readonly LostCalls _calls = new(losses, clock);

    public Task Invoke(IOutgoingGrainCallContext context) => context.Grain is IEntityGrain ? _calls.Invoke(context) : context.Invoke();
}
