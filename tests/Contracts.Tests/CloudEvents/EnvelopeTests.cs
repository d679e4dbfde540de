using System.Text;

namespace Sync.Contracts.Tests.CloudEvents;

public sealed class EnvelopeTests
{
    [Fact]
    public void A_plain_event_becomes_an_update()
    {
        var update = Events.Accepted(Events.Received);
        Assert.Equal(new UpdateId("/adapters/erp/main", 0, "GR-1"), update.Id);
        Assert.Equal(new EntityKey("stock", "P100/RM01/BOLT-M8"), update.Target);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 8, 15, 0, TimeSpan.FromHours(1)), update.OccurredAt);
        Assert.Equal(TimeSpan.FromHours(1), update.OccurredAt!.Value.Offset);
        Assert.Equal(new Quantity(5, UnitCode.Each), Assert.IsType<StockUpdate.Received>(update.Payload).Quantity);
    }

    [Theory]
    [InlineData("\"sequence\":\"42\"", 42)]
    [InlineData("\"sequence\":42", 42)]
    [InlineData("\"sequence\":\"0000000000000000000000042\"", 42)]
    [InlineData("\"sequence\":9223372036854775807", long.MaxValue)]
    public void A_sequence_is_a_text_or_a_number(string member, long expected) =>
        Assert.Equal(expected, Events.Accepted(With(member)).Sequence);

    [Fact]
    public void Members_come_in_any_order_and_unknown_extensions_pass()
    {
        var update = Events.Accepted("""{"data":{"quantity":{"unit":"EA","value":"5.0"},"postingDate":"2026-11-22"},"subject":"P100/RM01/BOLT-M8","myextension":{"deep":[1,2]},"type":"com.orleanssync.stock.received.v1","source":"/a","id":"1","sourceepoch":3,"specversion":"1.0","correlationid":"c","causationid":"k","time":null}""");
        Assert.Equal(new UpdateId("/a", 3, "1"), update.Id);
        Assert.Equal(new DateOnly(2026, 11, 22), update.PostingDate);
        Assert.Null(update.OccurredAt);
        Assert.Equal(("c", "k"), (update.CorrelationId, update.CausationId));
    }

    [Theory]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01", null)]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01", null)]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", null)]
    [InlineData("nonsense", null)]
    public void A_broken_trace_context_is_dropped_and_the_update_taken(string given, string? kept) =>
        Assert.Equal(kept, Events.Accepted(With($"\"traceparent\":\"{given}\"")).TraceParent);

    [Theory]
    [InlineData("P100/RM%2F01/50%25", "P100/RM%2F01/50%25")]
    [InlineData("P100/RM%2f01/A", "P100/RM%2F01/A")]
    [InlineData("P100/RM01/A%41", "P100/RM01/A%2541")]
    public void A_subject_is_spelled_one_way(string given, string kept) =>
        Assert.Equal(kept, Events.Accepted(Events.Of("stock.received.v1", """{"quantity":{"value":5,"unit":"EA"}}""", given)).Target.Id);

    [Theory]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"0.3\"", "invalid-envelope", "0.3")]
    [InlineData("\"specversion\":\"1.0\",", "", "invalid-envelope", "specversion is missing")]
    [InlineData("\"id\":\"GR-1\",", "", "invalid-envelope", "id is missing")]
    [InlineData("\"id\":\"GR-1\"", "\"id\":\"\"", "invalid-envelope", "id ''")]
    [InlineData("\"id\":\"GR-1\"", "\"id\":7", "invalid-envelope", "id is a JSON number")]
    [InlineData("\"id\":\"GR-1\"", "\"id\":\"a\\u0000b\"", "invalid-envelope", "control")]
    [InlineData("\"id\":\"GR-1\"", "\"id\":\"a\",\"id\":\"b\"", "invalid-envelope", "id is given twice")]
    [InlineData("\"source\":\"/adapters/erp/main\"", "\"source\":\"two words\"", "invalid-envelope", "two words")]
    [InlineData("\"source\":\"/adapters/erp/main\"", "\"source\":\"stock/P100/RM01/BOLT-M8\"", "invalid-envelope", "the system's own")]
    [InlineData("\"source\":\"/adapters/erp/main\"", "\"source\":\"/gateway/api\"", "invalid-envelope", "the system's own")]
    [InlineData("\"subject\":\"P100/RM01/BOLT-M8\",", "", "invalid-envelope", "subject is missing")]
    [InlineData("P100/RM01/BOLT-M8", "P100/RM01", "invalid-envelope", "P100/RM01")]
    [InlineData("P100/RM01/BOLT-M8", "P100/RM01/BOLT/M8", "invalid-envelope", "plant/location/item")]
    [InlineData("P100/RM01/BOLT-M8", "P100// BOLT", "invalid-envelope", "plant/location/item")]
    [InlineData("com.orleanssync.stock.received.v1", "com.orleanssync.stock.received.v9", "unknown-version", "v1 can be used")]
    [InlineData("com.orleanssync.stock.received.v1", "com.orleanssync.stock.recieved.v1", "unknown-type", "recieved")]
    [InlineData("com.orleanssync.stock.received.v1", "com.orleanssync.stock.arrive.v1", "unknown-type", "arrive")]
    [InlineData("2026-11-23T08:15:00+01:00", "2026-11-23T08:15:00", "invalid-envelope", "offset")]
    [InlineData("2026-11-23T08:15:00+01:00", "23.11.2026", "invalid-envelope", "23.11.2026")]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"1.0\",\"sequence\":-1", "invalid-envelope", "sequence '-1'")]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"1.0\",\"sequence\":\"A7\"", "invalid-envelope", "sequence 'A7'")]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"1.0\",\"sequence\":1.5", "invalid-envelope", "sequence '1.5'")]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"1.0\",\"sourceepoch\":-1", "invalid-envelope", "sourceepoch '-1'")]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"1.0\",\"data_base64\":\"AA==\"", "invalid-envelope", "data_base64")]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"1.0\",\"datacontenttype\":\"text/xml\"", "invalid-envelope", "text/xml")]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"1.0\",\"correlationid\":\"\"", "invalid-envelope", "correlationid")]
    public void What_is_wrong_is_named(string part, string spoiled, string code, string named)
    {
        Assert.Contains(part, Events.Received);
        var refusal = Events.Refused(Events.Received.Replace(part, spoiled));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(named, refusal.Message);
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData("{", "byte 1")]
    [InlineData("{\"id\":\"GR-7\",\"source\":\"/a\",}", "byte 27")]
    [InlineData("{\"id\":\"GR-7\"} x", "byte 14")]
    public void Broken_json_is_named_by_its_byte(string json, string place)
    {
        var refusal = Events.Refused(json);
        Assert.Equal("malformed-json", refusal.Code);
        Assert.Contains(place, refusal.Message);
    }

    [Fact]
    public void What_could_be_read_of_the_identity_is_told_even_when_the_rest_is_broken()
    {
        var reading = Events.Read("{\"id\":\"GR-7\",\"source\":\"/a\",}");
        Assert.Equal(new UpdateId("/a", 0, "GR-7"), reading.Id);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    public void Something_other_than_an_object_is_no_event(string json) => Assert.Equal("invalid-envelope", Events.Refused(json).Code);

    [Fact]
    public void Half_a_surrogate_pair_and_bytes_that_are_not_utf8_are_malformed()
    {
        Assert.Equal("malformed-json", Events.Refused(Events.Received.Replace("GR-1", "\\ud800")).Code);
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Events.Received)];
        bytes[Events.Received.IndexOf("GR-1", StringComparison.Ordinal)] = 0xFF;
        Assert.Equal("malformed-json", UpdateJson.Read(bytes, UpdateReadOptions.Outside).Refusal!.Code);
    }

    [Fact]
    public void A_given_key_is_the_id_of_an_update_without_one_and_refused_beside_another()
    {
        var options = UpdateReadOptions.WithDefaultId("key-1");
        var bare = Encoding.UTF8.GetBytes(Events.Received.Replace("\"id\":\"GR-1\",", ""));
        Assert.Equal("key-1", UpdateJson.Read(bare, options).Update!.Id.MessageId);
        Assert.Equal("idempotency-key-misplaced", UpdateJson.Read(Encoding.UTF8.GetBytes(Events.Received), options).Refusal!.Code);
        Assert.NotNull(UpdateJson.Read(Encoding.UTF8.GetBytes(Events.Received), UpdateReadOptions.WithDefaultId("GR-1")).Update);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    [InlineData(5000, false)]
    public void Identities_are_at_most_200_characters(int length, bool accepted)
    {
        Assert.Equal(accepted, Events.Read(Events.Received.Replace("GR-1", new string('x', length))).TryGet(out _, out _));
        Assert.Equal(accepted, Events.Read(Events.Received.Replace("/adapters/erp/main", new string('x', length))).TryGet(out _, out _));
    }

    private static string With(string member) => Events.Received.Replace("\"data\"", $"{member},\"data\"");
}
