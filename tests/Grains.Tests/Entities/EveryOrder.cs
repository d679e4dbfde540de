using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Entities;

/// <summary>One run of a few calls against one entity, in one order of calls, answers and failures. Checks after each step that nobody was told a lie.</summary>
internal sealed class EveryOrder(CounterWorld world, Update[][] calls, Choices choices, int failures)
{
    private static readonly Outcome[] AppendFailures = [Outcome.Unavailable, Outcome.Lost, Outcome.LostButDurable, Outcome.Overtaken];
    private readonly List<Told> _told = [];
    private int _failures = failures;
    private bool _lost;
    private bool _blind;
    private long _seen;

    public void Run()
    {
        _ = world.View;
        world.Journal.Hold.UnionWith(["append", "confirm", "load", "find", "read"]);
        while (Step()) Check();
        Assert.All(_told, t => Assert.True(t.Call.IsCompleted, "a call was forgotten"));
        Retry();
    }

    private bool Step()
    {
        var submit = _told.Count < calls.Length;
        var waiting = Answerable();
        if (!submit && waiting.Count == 0) return false;
        var busy = submit && _failures > 0 ? 1 : 0;
        var pick = choices.Pick((submit ? 1 : 0) + busy + waiting.Count);
        if (submit && pick == 0) Submit();
        else if (pick == 1 && busy == 1) SubmitWhileBusy();
        else Answer(waiting[pick - (submit ? 1 : 0) - busy]);
        return true;
    }

    private void Submit()
    {
        var updates = calls[_told.Count];
        var durable = world.Records.Count;
        _told.Add(new Told(updates, world.Submit(updates), durable));
    }

    private void SubmitWhileBusy()
    {
        _failures--;
        world.Journal.IsBusy = true;
        Submit();
        world.Journal.IsBusy = false;
    }

    /// <summary>Appends are answered in order; whatever else waits, in any.</summary>
    private List<FakeCall> Answerable()
    {
        var waiting = world.Journal.Waiting;
        return [.. waiting.Where((c, i) => c.Name != "append" || waiting.FindIndex(o => o.Name == "append") == i)];
    }

    private void Answer(FakeCall call)
    {
        var outcome = Outcome.Done;
        if (_failures > 0)
        {
            var ways = call.Name == "append" ? AppendFailures : [Outcome.Unavailable];
            var pick = choices.Pick(1 + ways.Length);
            if (pick > 0)
            {
                _failures--;
                outcome = ways[pick - 1];
            }
        }

        _lost |= outcome is Outcome.Lost or Outcome.LostButDurable;
        _blind |= outcome == Outcome.Unavailable && call.Name != "append";
        world.Journal.Waiting.Remove(call);
        call.Answer(outcome);
        world.Turns.Run();
    }

    private void Check()
    {
        foreach (var told in _told.Where(t => t.Call.IsCompleted && !t.Checked))
        {
            told.Checked = true;
            if (told.Call.IsFaulted) Assert.True(_lost && told.Call.Exception.InnerException is OutcomeUnknownException, told.Call.Exception.ToString());
            else foreach (var receipt in told.Call.Result) Check(told, receipt);
        }

        var view = world.View;
        Assert.True(view.Version >= _seen, "a reader was taken back");
        Assert.True(view.Version <= world.Records.Count, "a reader saw what is not durable");
        Assert.Equal(world.SumAt(view.Version), view.State.Sum);
        _seen = view.Version;
    }

    private void Check(Told told, Receipt receipt)
    {
        switch (receipt)
        {
            case Receipt.Applied { Version: var version }:
                Assert.Equal(receipt.Id, world.Records[(int)version - 1].Cause);
                break;
            case Receipt.Duplicate { Version: var version }:
                Assert.Equal(receipt.Id, world.Records[(int)version - 1].Cause);
                break;
            case Receipt.Held { Version: var version }:
                Assert.Equal(receipt.Id, world.Records[(int)version - 1].Cause);
                break;
            case Receipt.RetryLater:
                Assert.True(_blind || !world.Records.Any(r => r.Cause == receipt.Id && r.Version > told.Durable), $"{receipt.Id} was recorded, and told to retry later");
                break;
            case Receipt.Rejected:
                var wanted = ((StockUpdate.Reserve)told.Updates.First(u => u.Id == receipt.Id).Payload).Quantity.Value;
                Assert.Contains(Enumerable.Range(told.Durable, world.Records.Count - told.Durable + 1), v => world.SumAt(v) < wanted);
                break;
            default:
                Assert.Fail($"{receipt} is no verdict of an entity");
                break;
        }
    }

    /// <summary>Whoever has no verdict asks again, until he has one; then every update is in the journal once, as its verdict says.</summary>
    private void Retry()
    {
        world.Journal.Hold.Clear();
        var recorded = new List<UpdateId>();
        foreach (var updates in calls)
        {
            var call = world.Submit(updates);
            for (var attempt = 0; CounterWorld.Short(call).Contains("RetryLater", StringComparison.Ordinal) && attempt < 2; attempt++) call = world.Submit(updates);
            foreach (var receipt in Turns.Finish(call)) Check(new Told(updates, call, 0), receipt);
            Assert.DoesNotContain(call.Result, r => r is Receipt.RetryLater);
            recorded.AddRange(updates.Zip(call.Result).Where(u => u.Second is not Receipt.Rejected).Select(u => u.First.Id));
        }

        foreach (var id in recorded) Assert.Single(world.Records, r => r.Cause == id && !r.Kind.EndsWith("held", StringComparison.Ordinal));
        Assert.Equal((world.Records.Count, world.Sum), (world.View.Version, world.View.State.Sum));
    }

    private sealed class Told(Update[] updates, Task<ImmutableArray<Receipt>> call, int durable)
    {
        public Update[] Updates => updates;

        public Task<ImmutableArray<Receipt>> Call => call;

        /// <summary>How many records were durable when the call began.</summary>
        public int Durable => durable;

        public bool Checked { get; set; }
    }
}
