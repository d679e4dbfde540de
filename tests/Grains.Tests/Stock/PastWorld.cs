using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Grains.Stock;
using Sync.Grains.Tests.Fakes;
using Sync.Journal;

namespace Sync.Grains.Tests.Stock;

/// <summary>A position with a history in a journal, and the readers of its past.</summary>
internal sealed class PastWorld
{
    public const string Erp = "/adapters/erp/main";
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly PlantMaster Plant = FakeMasters.Plant(World.Open, "L1") with { TimeZone = "Europe/Berlin" };
    private readonly StockModel _model = new();
    private readonly EntityHead<StockState> _head;
    private readonly EntityKernel<StockState> _kernel;

    public PastWorld()
    {
        _kernel = new EntityKernel<StockState>(_model);
        _head = EntityReplay.Start(_model, FakeMasters.Key.ToEntity());
    }

    public FakeJournal Journal { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Start);

    public ExplainReader Explain => new(Records, Grains);

    public MomentReader Moment => new(Records, Grains, Clock);

    public CompareReader Compare => new(Records, Grains, Clock);

    private StockRecords Records => new(FakeMasters.Key, Journal, _model);

    private static IGrainFactory Grains => FakeGrains.Create()
        .Add("P1", GrainDouble.Of<IPlantGrain>(("Get", _ => Task.FromResult<PlantMaster?>(Plant))))
        .Add(0, GrainDouble.Of<ICaseBoardGrain>(("List", _ => Task.FromResult(ImmutableArray<CaseView>.Empty))))
        .Factory;

    /// <summary>Says an update, recorded a minute after the one before.</summary>
    public void Say(string id, StockUpdate payload, int minutesAgo = 0, long? sequence = null, string source = Erp, int epoch = 0)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        var now = Clock.GetUtcNow();
        var update = new Update(new UpdateId(source, epoch, id), FakeMasters.Key.ToEntity(), payload, now.AddMinutes(-minutesAgo), Sequence: sequence);
        // Every id is new.
        var step = Assert.IsType<Step.Decided>(_kernel.Decide(_head, update, new DecisionContext(now, Plant, FakeMasters.Item), []));
        Journal.Store(step.Records);
    }

    public void Receive(int count)
    {
        for (var i = 1; i <= count; i++) Say($"m{i}", new StockUpdate.Received(new Quantity(1, UnitCode.Each)), sequence: i);
    }

    public void Snapshot() => Journal.SaveSnapshot(new Snapshot(
        FakeMasters.Key.ToEntity(), _head.Version, _head.Hash, EntityReplay.SnapshotSchema(_model), EntityReplay.Save(_model, _head)));

    /// <summary>Archives the records up to a version.</summary>
    public void Archive(long version)
    {
        var entity = FakeMasters.Key.ToEntity();
        var head = EntityReplay.Start(_model, entity);
        EntityReplay.Fold(_model, head, Journal.Records(entity).Take((int)version));
        Journal.Archive[entity] = new Snapshot(entity, head.Version, head.Hash, EntityReplay.SnapshotSchema(_model), EntityReplay.Save(_model, head));
    }

    public static StockMoment Recorded(double minutes) => new(ReadTime.Recorded, Start.AddMinutes(minutes));

    public static StockMoment Occurred(double minutes) => new(ReadTime.Occurred, Start.AddMinutes(minutes));
}
