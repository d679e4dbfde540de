using System.Collections.Immutable;

namespace Sync.Gateway.Tests.Fakes;

internal sealed class FakeInbox : IInboxGrain
{
    public ImmutableArray<InboxDetail> Messages { get; set; } = [];

    public InboxQuery? Asked { get; private set; }

    public Task<ImmutableArray<PublishReceipt>> Publish(string stream, ImmutableArray<InboundMessage> messages) => throw new NotSupportedException();

    public Task<InboxOutcome?> Outcome(long number) => throw new NotSupportedException();

    public Task<ImmutableArray<InboxRow>> List(InboxQuery query)
    {
        Asked = query;
        return Task.FromResult<ImmutableArray<InboxRow>>([.. Messages.Take(query.Max).Select(m => m.Row)]);
    }

    public Task<InboxDetail?> Find(long number) => Task.FromResult(Messages.FirstOrDefault(m => m.Row.Number == number));
}

internal sealed class FakeAdapterStream : IAdapterStreamGrain
{
    public List<(long Number, InboxAct Act)> Acts { get; } = [];

    public InboxAnswer Answer { get; set; } = new(new InboxOutcome(InboxState.Done, null, []));

    public Task<InboxAnswer> Resubmit(long number, InboxAct act) => DoAsync(number, act);

    public Task<InboxAnswer> Discard(long number, InboxAct act) => DoAsync(number, act);

    public Task Ensure() => throw new NotSupportedException();

    private Task<InboxAnswer> DoAsync(long number, InboxAct act)
    {
        Acts.Add((number, act));
        return Task.FromResult(Answer);
    }
}
