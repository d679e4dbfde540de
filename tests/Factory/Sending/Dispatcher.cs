using System.Threading.Channels;
using Sync.Factory.Plan;

namespace Sync.Factory.Sending;

/// <summary>Turns the plan into calls and keeps a few of them under way. One producer keeps the pace; when the system is slow or away the callers are all
/// busy and the producer waits.</summary>
internal sealed class Dispatcher(
    Courier courier, MastersClient masters, Settled settled, EventWriter events, Pace pace, Seeded seeded, int callers, TimeProvider clock, PathSabotage? sabotage)
{
    private static readonly TimeSpan Oldest = TimeSpan.FromMilliseconds(400);
    private readonly Channel<Func<CancellationToken, Task>> _jobs = Channel.CreateBounded<Func<CancellationToken, Task>>(callers);
    private readonly Dictionary<string, Outbox> _outboxes = [];

    /// <summary>Sends what earlier runs left, then the plan, until told to stop; returns when every update that was sent has its verdict.</summary>
    /// <param name="earlier">Messages of earlier runs.</param>
    /// <param name="plan">What leaves the factory.</param>
    /// <param name="stop">No new updates; those under way are finished.</param>
    /// <param name="abort">Everything ends.</param>
    public async Task Run(IEnumerable<Message> earlier, IEnumerable<Outgoing> plan, CancellationToken stop, CancellationToken abort)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var workers = Enumerable.Range(0, callers).Select(_ => Work(failed)).ToArray();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, failed.Token);
        try
        {
            foreach (var chunk in earlier.Chunk(100)) await Start(new Call(CallShape.Lines, [.. chunk]), failed.Token);
            await Produce(plan, ending.Token, failed.Token);
        }
        catch (OperationCanceledException) when (failed.IsCancellationRequested)
        {
        }

        _jobs.Writer.TryComplete();
        await Task.WhenAll(workers);
        abort.ThrowIfCancellationRequested();
    }

    private async Task Produce(IEnumerable<Outgoing> plan, CancellationToken stop, CancellationToken abort)
    {
        try
        {
            foreach (var outgoing in plan)
            {
                if (!outgoing.Again && outgoing.Step is PlanStep.Say) await pace.Next(stop);
                stop.ThrowIfCancellationRequested();
                await Dispatch(outgoing, abort);
                await SendReleased(abort);
                await SendOld(abort);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            foreach (var outbox in _outboxes.Values.Where(o => !o.IsEmpty)) await Start(outbox.Take(), abort);
        }
    }

    private async ValueTask Dispatch(Outgoing outgoing, CancellationToken abort)
    {
        switch (outgoing.Step)
        {
            case PlanStep.Register register:
                await _jobs.Writer.WriteAsync(cancellation => masters.Put(register.Item, cancellation), abort);
                break;
            case PlanStep.Say say when outgoing.Again:
                if (MayComeAgain(say)) await Post(say.Ref.Source, MessageOf(say), abort);
                break;
            case PlanStep.Say say:
                var message = MessageOf(say);
                if (say.After is not { } earlier || !settled.Wait(earlier, message)) await Post(say.Ref.Source, message, abort);
                if (sabotage?.Twin(message) is { } twin) await _jobs.Writer.WriteAsync(twin, abort);
                break;
        }
    }

    // What waits for another update may not have been sent yet; and a refused request is not recorded, so that it would be another question.
    private bool MayComeAgain(PlanStep.Say say) => settled.VerdictOf(say.Ref) is { } verdict
        ? !Disorder.IsRequest(say) || verdict != Books.Verdicts.Rejected
        : say.After is null && !Disorder.IsRequest(say);

    private Message MessageOf(PlanStep.Say say) =>
        new(say.Ref, events.Write(say), new FirstSight(say.Position.ToString(), events.TimeOf(say), say.Meant));

    private async ValueTask Post(string source, Message message, CancellationToken abort)
    {
        if (!_outboxes.TryGetValue(source, out var outbox)) _outboxes[source] = outbox = new Outbox(seeded);
        if (outbox.Add(message, clock.GetUtcNow()) is { } call) await Start(call, abort);
    }

    private async ValueTask SendReleased(CancellationToken abort)
    {
        while (settled.TryTakeReleased(out var message)) await Post(message.Ref.Source, message, abort);
    }

    private async ValueTask SendOld(CancellationToken abort)
    {
        foreach (var outbox in _outboxes.Values)
            if (outbox.TakeOlderThan(Oldest, clock.GetUtcNow()) is { } call) await Start(call, abort);
    }

    private ValueTask Start(Call call, CancellationToken abort) =>
        _jobs.Writer.WriteAsync(cancellation => courier.Deliver(call, cancellation), abort);

    private async Task Work(CancellationTokenSource failed)
    {
        try
        {
            await foreach (var job in _jobs.Reader.ReadAllAsync(failed.Token)) await job(failed.Token);
        }
        catch (OperationCanceledException) when (failed.IsCancellationRequested)
        {
        }
        catch
        {
            // One caller that cannot go on (no right, no disk) ends the run: a witness does not skip.
            await failed.CancelAsync();
            throw;
        }
    }
}
