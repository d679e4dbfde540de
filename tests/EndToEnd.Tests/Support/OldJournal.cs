using Microsoft.Extensions.DependencyInjection;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Journal;
using Sync.Journal.Tests.Support;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>A journal as it is after some time: one position, a record an hour. Written as the system writes, by a clock of the past.</summary>
internal static class OldJournal
{
    public const string Source = "/adapters/erp/main";

    /// <summary>Writes receipts of one piece each, <c>m1</c>, <c>m2</c>, ..., and a snapshot.</summary>
    public static async Task WriteAsync(Action<JournalOptions> configure, StockKey position, DateTimeOffset start, int records, int snapshotAt)
    {
        await using var journal = await TestJournal.StartAsync(configure);
        var model = new StockModel();
        var kernel = new EntityKernel<StockState>(model);
        var entity = position.ToEntity();
        var head = EntityReplay.Start(model, entity);
        var plant = new PlantMaster(position.Plant, "UTC", null, World.Open, [new LocationMaster(position.Location, null, Met: true)], 1);
        var item = new ItemMaster(position.Item, UnitCode.Each, null, LotManaged: false, 3, [], Met: true, 1);
        var session = journal.Journal.OpenSession(entity, 0, default);
        for (var i = 1; i <= records; i++)
        {
            var now = start.AddHours(i);
            var update = new Update(new UpdateId(Source, 0, $"m{i}"), entity, new StockUpdate.Received(new Quantity(1, UnitCode.Each)), now);
            await session.AppendAsync(((Step.Decided)kernel.Decide(head, update, new DecisionContext(now, plant, item), Array.Empty<KnownMark>())).Records);
            if (i == snapshotAt) journal.Journal.SaveSnapshot(new Snapshot(entity, i, head.Hash, EntityReplay.SnapshotSchema(model), EntityReplay.Save(model, head)));
        }

        var audit = journal.Services.GetRequiredService<IAuditStore>();
        while (await audit.FindSnapshotAsync(entity) is null) await Task.Yield();
        await journal.StopAsync();
    }
}
