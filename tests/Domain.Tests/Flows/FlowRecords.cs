using System.Text;
using Sync.Contracts;
using Sync.Domain.Flows;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Flows;

/// <summary>Records for flows, and what all flows make of them.</summary>
internal static class FlowRecords
{
    public static readonly DateTimeOffset OccurredAt = new(2026, 11, 23, 9, 15, 0, TimeSpan.FromHours(1));

    public static JournalRecord Of(EntityKey entity, long version = 7) => new(
        entity, version, new DateTimeOffset(2026, 11, 23, 8, 30, 0, TimeSpan.Zero), OccurredAt, new UpdateId("/adapters/erp", 0, "GR-1"), 42,
        default, "test", 1, "{}", default, default, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "cause-1", "thread-1");

    /// <summary>Every output of every flow. Said again, it must be the same; every identity once.</summary>
    public static IReadOnlyList<FlowOutput> React(JournalRecord record, DomainEvent e)
    {
        var outputs = Domain.Flows.Flows.All.SelectMany(f => f.React(record, e)).ToList();
        Assert.Equal(outputs, Domain.Flows.Flows.All.SelectMany(f => f.React(record, e)));
        Assert.Equal(outputs.Count, outputs.Select(o => Command(o).Id).Distinct().Count());
        foreach (var output in outputs) CarriesItsCause(record, Command(output));
        return outputs;
    }

    public static Update Command(FlowOutput output) => output is FlowOutput.SendAt later ? later.Update : ((FlowOutput.Send)output).Update;

    public static Update Sent(FlowOutput output) => Assert.IsType<FlowOutput.Send>(output).Update;

    private static void CarriesItsCause(JournalRecord record, Update command)
    {
        Assert.StartsWith("/flows/", command.Id.Source);
        Assert.StartsWith(record.ChangeId + "#", command.Id.MessageId);
        Assert.Equal((record.ChangeId, record.CorrelationId, record.TraceParent), (command.CausationId, command.CorrelationId, command.TraceParent));
        Assert.Null(command.Sequence);
        Assert.Equal(0, command.Id.Epoch);
        Survives(command);
    }

    /// <summary>Commands are stored, as due work and as held updates: what is read back must be the command.</summary>
    public static void Survives(Update command)
    {
        var reading = UpdateJson.Read(Encoding.UTF8.GetBytes(UpdateJson.Write(command)), UpdateReadOptions.Stored);
        Assert.Null(reading.Refusal);
        Assert.Equal(command, reading.Update);
    }
}
