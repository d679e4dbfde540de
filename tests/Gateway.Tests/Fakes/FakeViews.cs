using System.Collections.Immutable;

namespace Sync.Gateway.Tests.Fakes;

internal sealed class FakeCaseBoard : ICaseBoardGrain
{
    public ImmutableArray<CaseView> Cases { get; set; } = [];

    public (bool IncludeResolved, string? About, int Max) Asked { get; private set; }

    public Task<ImmutableArray<CaseView>> List(bool includeResolved, string? about, int max)
    {
        Asked = (includeResolved, about, max);
        return Task.FromResult(Cases);
    }

    public Task Offer(FeedPage page) => throw new NotSupportedException();
}

internal sealed class FakeLane(int lane) : ILaneGrain
{
    public string? LastError { get; set; }

    public Task<LaneStatus> Ensure() => Task.FromResult(new LaneStatus(lane, new FeedPosition(0, 5, 1), new FeedPosition(0, 7, 2), 30, LastError));

    public Task Refresh(FeedDirectory directory) => throw new NotSupportedException();
}
