using System.Text;
using System.Text.Json;

namespace Sync.Contracts.Tests.CloudEvents;

public sealed class ChangeJsonTests
{
    private static readonly JournalRecord Record = RecordChain.Seal(new JournalRecord(
        new EntityKey("stock", "P100/RM01/BOLT-M8"), 7, new DateTimeOffset(2026, 11, 23, 7, 15, 2, TimeSpan.Zero), new DateTimeOffset(2026, 11, 23, 8, 15, 0, TimeSpan.FromHours(1)),
        new UpdateId("/adapters/erp/main", 0, "GR-1"), 42, default, "stock.moved", 1, """{"movement":"Receipt","note":"grün"}""", default, default,
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "k", "c"));

    [Fact]
    public void A_change_is_written_as_it_was_released() => Golden.Check("change.stock.moved.v1.json", Encoding.UTF8.GetString(ChangeJson.Write(Record)));

    [Fact]
    public void What_is_absent_is_not_written_and_an_epoch_only_when_raised()
    {
        using var bare = JsonDocument.Parse(ChangeJson.Write(Record with { TraceParent = null, CausationId = null, CorrelationId = null }));
        foreach (var name in new[] { "traceparent", "causationid", "correlationid", "causeepoch" }) Assert.False(bare.RootElement.TryGetProperty(name, out _));
        using var raised = JsonDocument.Parse(ChangeJson.Write(Record with { Cause = Record.Cause with { Epoch = 2 } }));
        Assert.Equal(2, raised.RootElement.GetProperty("causeepoch").GetInt32());
    }
}
