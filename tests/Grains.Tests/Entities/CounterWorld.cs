using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Grains.Entities;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Entities;

/// <summary>One counter, a journal, and the turns of its activation.</summary>
internal sealed class CounterWorld
{
    public static readonly EntityKey Key = FakeMasters.Key.ToEntity();
    private static readonly Counter Model = new();
    private static readonly EntityKernel<Counter.State> Kernel = new(Model);
    private int _foreign;

    public CounterWorld(int snapshotEvery = 10_000)
    {
        Services = new EntityServices(
            Journal, new MasterDesk(FakeMasters.Grains(), new LocalEntities(), Clock, new EntityOptions()), Clock, new EntityOptions { SnapshotEvery = snapshotEvery }, new LocalEntities());
        Core = NewCore();
        Journal.Rival = WriteForeign;
    }

    public FakeJournal Journal { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public Turns Turns { get; } = new();

    /// <summary>The model of its activations.</summary>
    public Counter Counter { get; } = new();

    public EntityServices Services { get; }

    /// <summary>The activation under test.</summary>
    public EntityCore<Counter.State> Core { get; private set; }

    public IReadOnlyList<JournalRecord> Records => Journal.Records(Key);

    /// <summary>The sum that the journal has.</summary>
    public decimal Sum => SumAt(Records.Count);

    /// <summary>The sum as of a version.</summary>
    public decimal SumAt(long version) => Replay(version).View.State.Sum;

    public EntityView<Counter.State> View => Turns.Result(Core.ReadAsync);

    /// <summary>Another activation of the same entity.</summary>
    public EntityCore<Counter.State> NewCore() => new(Key, new EntityKernel<Counter.State>(Counter), Services, Turns);

    /// <summary>The activation ends without a word, and another begins.</summary>
    public void Restart() => Core = NewCore();

    public static Update Add(string id, decimal amount = 1) => Of(id, new StockUpdate.Adjusted(Each(amount), "test"));

    public static Update Take(string id, decimal amount = 1) => Of(id, new StockUpdate.Reserve(id, Each(amount), "test"));

    public static Update Undo(string id, string reverses) => Of(id, new StockUpdate.Reversed(reverses));

    public static Update Mistake(string id) => Of(id, new StockUpdate.Issued(Each(1)));

    public static Update Of(string id, UpdatePayload payload) => new(new UpdateId("/test", 0, id), Key, payload, DateTimeOffset.UnixEpoch);

    /// <summary>Begins to submit and runs until nothing is left to run.</summary>
    public Task<ImmutableArray<Receipt>> Submit(params ReadOnlySpan<Update> updates)
    {
        var batch = ImmutableArray.Create(updates);
        return Turns.Start(() => Core.SubmitAsync(batch));
    }

    /// <summary>Submits where nothing is held; the receipts, written short.</summary>
    public string Receipts(params ReadOnlySpan<Update> updates) => Short(Turns.Finish(Submit(updates)));

    /// <summary>The receipts of a call, written short, or the failure, or «waits».</summary>
    public static string Short(Task<ImmutableArray<Receipt>> call) =>
        !call.IsCompleted ? "waits" : call.IsFaulted ? call.Exception.InnerException!.GetType().Name : Short(call.Result);

    /// <summary>Answers the oldest held call of a name, and runs.</summary>
    public void Answer(string name, Outcome outcome = Outcome.Done)
    {
        Journal.Answer(name, outcome);
        Turns.Run();
    }

    /// <summary>Another activation writes.</summary>
    public void WriteForeign() =>
        Journal.Store(((Step.Decided)Kernel.Decide(Replay(Records.Count), Add($"foreign-{_foreign++}", 100), new DecisionContext(Clock.GetUtcNow()))).Records);

    private EntityHead<Counter.State> Replay(long version)
    {
        var head = EntityReplay.Start(Model, Key);
        EntityReplay.Fold(Model, head, Records.Take((int)version));
        return head;
    }

    private static Quantity Each(decimal amount) => new(amount, UnitCode.Each);

    private static string Short(ImmutableArray<Receipt> receipts) => string.Join(' ', receipts.Select(r => r switch
    {
        Receipt.Applied a => $"Applied({a.Version})",
        Receipt.Duplicate d => $"Duplicate({d.Version})",
        Receipt.Held h => $"Held({h.Version})",
        _ => r.Verdict,
    }));
}
