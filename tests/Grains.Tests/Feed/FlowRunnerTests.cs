using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;
using Sync.Grains.Feed;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Feed;

public sealed class FlowRunnerTests
{
    private readonly List<ImmutableArray<Update>> _calls = [];

    [Fact]
    public async Task However_many_commands_follow_from_a_record_each_is_submitted_once_in_calls_of_bounded_size()
    {
        var commands = Enumerable.Range(0, (2 * FlowRunner.CallSize) + 1).Select(Command).ToImmutableArray();
        await Runner().SubmitAsync(commands, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal([FlowRunner.CallSize, FlowRunner.CallSize, 1], _calls.Select(c => c.Length));
        Assert.Equal(commands, _calls.SelectMany(c => c));
    }

    private static Update Command(int n) =>
        new(new UpdateId("/flows/release", 0, $"C{n}"), StockKey.Parse($"P100/RM01/I{n}").ToEntity(), new ControlUpdate.Resume());

    private FlowRunner Runner()
    {
        var router = GrainDouble.Of<IUpdateRouterGrain>((nameof(IUpdateRouterGrain.Submit), arguments => Submit((ImmutableArray<Update>)arguments[0]!)));
        return new FlowRunner(
            FakeGrains.Create().Add(0, router).Factory, new EventCodecs(new Dictionary<string, Sync.Domain.Kernel.EventCodec>()), new FakeTimeProvider(), NullLogger<FlowRunner>.Instance);
    }

    private Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates)
    {
        _calls.Add(updates);
        return Task.FromResult(updates.Select(u => (Receipt)new Receipt.Applied(u.Id, 1, [])).ToImmutableArray());
    }
}
