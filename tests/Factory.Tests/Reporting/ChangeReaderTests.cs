using System.Text.Json;
using Sync.Factory.Books;
using Sync.Factory.Reporting;

namespace Sync.Factory.Tests.Reporting;

public sealed class ChangeReaderTests
{
    private const string Event = """
        {"specversion":"1.0","id":"stock/P100/RM01/BOLT-M8@7","type":"com.orleanssync.stock.moved.v1","subject":"P100/RM01/BOLT-M8","aggregateversion":7,
         "causeid":"GR-1","causesource":"/factory/erp",
         "data":{"movement":"Receipt","changes":[
           {"account":{"lot":"L1","status":"Quality"},"delta":5,"balance":12,"difference":-2},
           {"account":{"status":"InTransit"},"delta":9,"balance":9}],"reserved":3}}
        """;

    [Fact]
    public void A_delivered_event_is_read()
    {
        var change = ChangeReader.FromDelivery(JsonElement.Parse(Event));

        Assert.Equal((7, "stock/P100/RM01/BOLT-M8@7", "stock.moved"), (change.Version, change.Id, change.Kind));
        Assert.Equal(new UpdateRef("/factory/erp", "GR-1"), change.Cause);
        Assert.Equal(3, change.Reserved);
        Assert.Equal(new Shift(new Account("L1", "Quality"), "Receipt", 5, -2, 12), Assert.Single(change.Shifts));
    }

    [Fact]
    public void History_and_delivery_of_one_record_have_one_content_whatever_the_spelling()
    {
        var delivered = ChangeReader.FromDelivery(JsonElement.Parse(Event));
        var record = new HistoryRecordDto("x", 7, "stock.moved", "/factory/erp", "GR-1", null, null, JsonElement.Parse(
            """
            {"reserved":3.0,"changes":[{"balance":12,"delta":5.00,"difference":-2,"account":{"status":"Quality","lot":"L1"}},{"account":{"status":"InTransit"},"delta":9,"balance":9}],"movement":"Receipt"}
            """));

        Assert.Equal(delivered.Content, ChangeReader.FromHistory(record).Content);
    }

    [Fact]
    public void A_quantity_that_differs_is_another_content() => Assert.NotEqual(
        ChangeReader.FromDelivery(JsonElement.Parse(Event)).Content,
        ChangeReader.FromDelivery(JsonElement.Parse(Event.Replace("\"delta\":5", "\"delta\":6"))).Content);

    [Fact]
    public void An_arrival_is_a_transfer_and_a_count_is_a_count()
    {
        Assert.Equal("Transfer", Movement("stock.transfer-arrived"));
        Assert.Equal("Count", Movement("stock.counted"));
    }

    [Fact]
    public void A_discard_names_what_it_gives_up()
    {
        var change = ChangeReader.FromDelivery(JsonElement.Parse(
            """{"type":"com.orleanssync.update.discarded.v1","data":{"update":{"source":"/factory/wms","epoch":0,"messageId":"GR-9"},"reason":"x","by":"y"}}"""));

        Assert.Equal(new UpdateRef("/factory/wms", "GR-9"), change.GivenUp);
    }

    private static string Movement(string kind) => Assert.Single(ChangeReader.FromDelivery(JsonElement.Parse(
        """{"type":"com.orleanssync.KIND.v1","data":{"changes":[{"account":{},"delta":1,"balance":1}]}}""".Replace("KIND", kind))).Shifts).Movement;
}
