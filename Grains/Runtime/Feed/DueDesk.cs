using System.Collections.Immutable;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>Does a lane's due work: reads what is due, submits it, removes it when it has its verdict.</summary>
internal sealed class DueDesk(int lane, ILaneStore store, FlowRunner flows, TimeProvider clock)
{
    private const int Page = 200;
    private DateTimeOffset? _next;

    public async Task StartAsync(CancellationToken cancellationToken) =>
        _next = (await store.ReadDueAsync(lane, DateTimeOffset.MaxValue, 1, cancellationToken)).Select(d => (DateTimeOffset?)d.DueAt).FirstOrDefault();

    public void Expect(ImmutableArray<DueWork> due)
    {
        foreach (var work in due)
            if (_next is null || work.DueAt < _next) _next = work.DueAt;
    }

    public TimeSpan NextIn(TimeSpan atMost)
    {
        if (_next is not { } next) return atMost;
        var wait = next - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : wait < atMost ? wait : atMost;
    }

    public async Task RunAsync(Action<string?> report, CancellationToken cancellationToken)
    {
        while (_next is { } next && next <= clock.GetUtcNow())
        {
            var due = await store.ReadDueAsync(lane, clock.GetUtcNow(), Page, cancellationToken);
            if (due.IsEmpty)
            {
                await StartAsync(cancellationToken);
                continue;
            }

            await flows.SubmitAsync([.. due.Select(d => FlowRunner.Read(d.Command))], report, cancellationToken);
            await store.RemoveDueAsync(lane, [.. due.Select(d => d.Id)], cancellationToken);
        }
    }
}
