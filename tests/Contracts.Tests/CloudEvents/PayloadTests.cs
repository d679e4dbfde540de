namespace Sync.Contracts.Tests.CloudEvents;

public sealed class PayloadTests
{
    [Theory]
    [InlineData("stock.received.v1", """{"quantity":{"value":0,"unit":"EA"}}""", "quantity-invalid", "data.quantity is 0 EA")]
    [InlineData("stock.received.v1", """{"quantity":{"value":-5,"unit":"EA"}}""", "quantity-invalid", "-5 EA")]
    [InlineData("stock.received.v1", """{"quantity":{"value":1000000000000000,"unit":"EA"}}""", "quantity-invalid", "10^15")]
    [InlineData("stock.received.v1", """{"quantity":{"value":0.0000000001,"unit":"EA"}}""", "quantity-invalid", "9 decimal")]
    [InlineData("stock.received.v1", """{"quantity":{"value":1e-30,"unit":"EA"}}""", "invalid-payload", "decimal number")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5.00000000000000000000000000001,"unit":"EA"}}""", "invalid-payload", "characters")]
    [InlineData("stock.received.v1", """{"quantity":{"value":"1,5","unit":"EA"}}""", "invalid-payload", "12.5")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"each"}}""", "invalid-payload", "unit 'each'")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":7}}""", "invalid-payload", "data.quantity")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5}}""", "invalid-payload", "no unit")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"value":6,"unit":"EA"}}""", "invalid-payload", "'value'")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"quantity":{"value":6,"unit":"EA"}}""", "invalid-payload", "data.quantity is given twice")]
    [InlineData("stock.received.v1", """{"quantity":5}""", "invalid-payload", "data.quantity")]
    [InlineData("stock.received.v1", """{}""", "field-missing", "data.quantity is missing")]
    [InlineData("stock.received.v1", "null", "field-missing", "data is missing")]
    [InlineData("stock.received.v1", "[]", "invalid-payload", "not a JSON object")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"qty":5}""", "invalid-payload", "data.qty")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"account":{"batch":"L1"}}""", "invalid-payload", "data.account.batch")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"account":{"lot":""}}""", "invalid-payload", "data.account.lot")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"account":{"lot":"L1","lot":"L2"}}""", "invalid-payload", "twice")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"account":{"status":"available"}}""", "invalid-payload", "Available, Quality")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"account":{"status":2}}""", "invalid-payload", "data.account.status")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"account":{"status":"InTransit"}}""", "field-invalid", "data.account.status")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"movement":"Ship"}""", "field-invalid", "data.movement is Ship")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"reference":{"kind":"po"}}""", "field-missing", "number")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"startedAt":"2026-11-23T08:00:00"}""", "invalid-payload", "offset")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"startedAt":"2026-11-23T09:00:00+01:00"}""", "field-invalid", "after time")]
    [InlineData("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"postingDate":"23.11.2026"}""", "invalid-payload", "23.11.2026")]
    [InlineData("stock.issued.v1", """{"quantity":{"value":5,"unit":"EA"},"movement":"Receipt"}""", "field-invalid", "data.movement is Receipt")]
    [InlineData("stock.transferred.v1", """{"quantity":{"value":5,"unit":"EA"},"to":"RM01"}""", "field-invalid", "sending location")]
    [InlineData("stock.status-changed.v1", """{"quantity":{"value":5,"unit":"EA"},"from":{"status":"Quality"},"to":"Quality"}""", "field-invalid", "data.to is Quality")]
    [InlineData("stock.status-changed.v1", """{"quantity":{"value":5,"unit":"EA"},"from":{},"to":"InTransit"}""", "field-invalid", "data.to is InTransit")]
    [InlineData("stock.counted.v1", """{"lines":[]}""", "field-invalid", "data.lines")]
    [InlineData("stock.counted.v1", """{"lines":[{"quantity":{"value":-1,"unit":"EA"}}]}""", "quantity-invalid", "data.lines[0].quantity")]
    [InlineData("stock.counted.v1", """{"lines":[{"quantity":{"value":1,"unit":"EA"}},{"quantity":{"value":2,"unit":"EA"},"account":{"owner":"self"}}]}""", "field-invalid", "data.lines[1]")]
    [InlineData("stock.counted.v1", """{"lines":[null]}""", "field-invalid", "data.lines[0]")]
    [InlineData("stock.count-posted.v1", """{"difference":{"value":0,"unit":"EA"},"account":{},"count":"C1"}""", "quantity-invalid", "data.difference")]
    [InlineData("stock.adjusted.v1", """{"difference":{"value":0,"unit":"EA"},"reason":"x"}""", "quantity-invalid", "data.difference")]
    [InlineData("stock.adjusted.v1", """{"difference":{"value":1,"unit":"EA"},"reason":""}""", "field-invalid", "data.reason")]
    [InlineData("stock.reversed.v1", """{"reverses":"a","quantity":{"value":-1,"unit":"EA"}}""", "quantity-invalid", "data.quantity")]
    [InlineData("stock.reserve.v1", """{"reservation":"","quantity":{"value":1,"unit":"EA"},"for":"WO-1"}""", "field-invalid", "data.reservation")]
    [InlineData("stock.release.v1", """{"reservation":"R1","quantity":{"value":0,"unit":"EA"}}""", "quantity-invalid", "data.quantity")]
    public void What_is_wrong_with_stock_is_named(string type, string data, string code, string named)
    {
        var refusal = Events.Refused(Events.Of(type, data));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(named, refusal.Message);
    }

    [Theory]
    [InlineData("item.register.v1", """{"baseUnit":"EA","scale":10}""", "field-invalid", "data.scale")]
    [InlineData("item.register.v1", """{"baseUnit":"EA","conversions":[{"unit":"EA","toBase":{"numerator":1,"denominator":1}}]}""", "field-invalid", "data.conversions[0].unit")]
    [InlineData("item.register.v1", """{"baseUnit":"EA","conversions":[{"unit":"CA","toBase":{"numerator":0,"denominator":1}}]}""", "field-invalid", "data.conversions[0].toBase")]
    [InlineData("item.register.v1", """{"baseUnit":"EA","postingDate":"2026-01-01"}""", "field-invalid", "data.postingDate")]
    [InlineData("item.register.v1", """{"baseUnit":"EA","lotManaged":"yes"}""", "invalid-payload", "true or false")]
    [InlineData("plant.register.v1", """{"timeZone":"Mars/Olympus"}""", "field-invalid", "Mars/Olympus")]
    [InlineData("plant.register.v1", """{"world":"open"}""", "invalid-payload", "Closed, Open")]
    [InlineData("plant.register-location.v1", """{"name":"x"}""", "field-missing", "data.location")]
    public void What_is_wrong_with_masters_is_named(string type, string data, string code, string named)
    {
        var refusal = Events.Refused(Events.Of(type, data, "X1"));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(named, refusal.Message);
    }

    [Fact]
    public void A_count_needs_its_time()
    {
        var refusal = Events.Refused(Events.Of("stock.counted.v1", """{"lines":[{"quantity":{"value":1,"unit":"EA"}}]}""").Replace("\"time\":\"2026-11-23T08:15:00+01:00\",", ""));
        Assert.Equal("field-missing", refusal.Code);
        Assert.Contains("time", refusal.Message);
    }

    [Fact]
    public void The_owner_self_is_the_same_as_no_owner()
    {
        var named = Events.Accepted(Events.Of("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"},"account":{"owner":"self","lot":"L1"}}"""));
        var absent = Events.Accepted(Events.Of("stock.received.v1", """{"quantity":{"value":5.000,"unit":"EA"},"account":{"lot":"L1"}}"""));
        Assert.Equal(absent, named);
    }

    [Theory]
    [InlineData("""{"postingDate":"2026-11-22","quantity":{"value":5,"unit":"EA"}}""")]
    [InlineData("""{"quantity":{"value":5,"unit":"EA"},"postingDate":"2026-11-22"}""")]
    [InlineData("""{ "quantity" : {"value":5,"unit":"EA"} , "postingDate" : "2026-11-22" , "movement" : "Receipt" }""")]
    [InlineData("""{ "postingDate" : "2026-11-22" , "quantity" : {"value":5,"unit":"EA"} }""")]
    public void The_posting_date_is_lifted_out_of_the_data_wherever_it_stands(string data)
    {
        var update = Events.Accepted(Events.Of("stock.received.v1", data));
        Assert.Equal(new DateOnly(2026, 11, 22), update.PostingDate);
        Assert.Equal(new StockUpdate.Received(new Quantity(5, UnitCode.Each)), update.Payload);
    }

    [Fact]
    public void A_message_about_nested_data_tells_its_byte_also_after_line_ends()
    {
        var json = Events.Of("stock.received.v1", "{\n \"quantity\":{\"value\":5,\"unit\":\"EA\"},\n \"account\":{\"batch\":1}}");
        var at = int.Parse(System.Text.RegularExpressions.Regex.Match(Events.Refused(json).Message, "near byte ([0-9]+)").Groups[1].Value);
        Assert.InRange(at, json.IndexOf("\"batch\"", StringComparison.Ordinal), json.Length);
    }
}
