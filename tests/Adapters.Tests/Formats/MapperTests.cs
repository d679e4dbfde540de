using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Formats;

/// <summary>What messages of adapter streams say.</summary>
public sealed class MapperTests
{
    private const string Good = """{"specversion":"1.0","id":"GR-1","source":"/erp","type":"com.orleanssync.stock.received.v1","subject":"P100/RM01/A","data":{"quantity":{"value":5,"unit":"EA"}}}""";
    private const string Bad = """{"specversion":"1.0","id":"GR-2","source":"/erp","type":"com.orleanssync.stock.received.v1","subject":"P100/RM01/B","data":{"quantity":5}}""";

    [Theory]
    [InlineData("application/cloudevents+json", Good)]
    [InlineData("application/cloudevents-batch+json; charset=utf-8", "[" + Good + "]")]
    [InlineData("application/x-ndjson", "\uFEFF\n" + Good + "\r\n\n")]
    [InlineData("Application/NDJSON", Good)]
    public void Events_are_read_as_the_api_reads_them(string mediaType, string body)
    {
        var line = Assert.Single(Map(mediaType, body).Lines);
        Assert.Equal(("GR-1", "P100/RM01/A", null), (line.Update!.Id.MessageId, line.Subject, line.Refusal));
    }

    [Fact]
    public void A_bad_event_is_refused_alone_with_what_it_is_about()
    {
        var mapping = Map("application/x-ndjson", $"{Good}\n{Bad}\nnot json\n{Bad.Replace("P100/RM01/B", "P100/RM%2f1/B")}\n{Good.Replace("GR-1", "GR-3")}");
        Assert.Null(mapping.Refusal);
        Assert.Equal([1, 2, 3, 4, 5], mapping.Lines.Select(l => l.Line));
        Assert.Equal(["P100/RM01/A", "P100/RM01/B", null, "P100/RM%2F1/B", "P100/RM01/A"], mapping.Lines.Select(l => l.Subject));
        Assert.Equal([null, "invalid-payload", "malformed-json", "invalid-payload", null], mapping.Lines.Select(l => l.Refusal?.Code));
        Assert.Equal("GR-2", mapping.Lines[1].Id.MessageId);
    }

    [Theory]
    [InlineData("application/cloudevents-batch+json", "{}", "invalid-envelope")]
    [InlineData("application/cloudevents-batch+json", "[", "malformed-json")]
    [InlineData("text/csv", "type,nonsense\n", "file-columns")]
    [InlineData("text/csv", "", "file-malformed")]
    public void What_cannot_be_read_as_a_whole_is_refused_as_a_whole(string mediaType, string body, string code)
    {
        var mapping = Map(mediaType, body);
        Assert.Equal((code, 0), (mapping.Refusal!.Code, mapping.Lines.Length));
    }

    [Fact]
    public void Rows_are_read_as_the_drop_folder_of_the_streams_name_reads_them()
    {
        var mapping = Map(
            "text/csv", "type,location,item,quantity,unit,time\nreceived,RM01,A,5,EA,2026-11-23T08:00:00Z\nreceived,RM01,A,5,EA,2026-11-23T08:00:00Z\nreceived,RM01,B,five,EA,2026-11-23T08:00:00Z\n",
            [new("Adapters:Files:Folders:0:Path", "drop"), new("Adapters:Files:Folders:0:Name", "erp"), new("Adapters:Files:Folders:0:Plant", "P100")]);
        Assert.Null(mapping.Refusal);
        Assert.Equal(["P100/RM01/A", "P100/RM01/A", "P100/RM01/B"], mapping.Lines.Select(l => l.Subject));
        Assert.Equal([null, null, "quantity-invalid"], mapping.Lines.Select(l => l.Refusal?.Code));
        Assert.Equal("/adapters/file/erp", mapping.Lines[0].Id.Source);
        Assert.Equal(mapping.Lines[0].Id.MessageId + "-2", mapping.Lines[1].Id.MessageId);
    }

    [Fact]
    public void The_same_message_always_says_the_same()
    {
        var (one, other) = (Map("application/x-ndjson", $"{Good}\n{Bad}"), Map("application/x-ndjson", $"{Good}\n{Bad}"));
        Assert.Equal(one.Lines, other.Lines);
    }

    private static InboundMapping Map(string mediaType, string body, params KeyValuePair<string, string?>[] settings)
    {
        using var services = new ServiceCollection().AddSyncMappers(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var mapper = Assert.Single(services.GetServices<IInboundMapper>(), m => m.Reads(mediaType.Split(';')[0].Trim().ToLowerInvariant()));
        return mapper.Map("erp", new InboundMessage("m1", mediaType, [.. Encoding.UTF8.GetBytes(body)], null, []));
    }
}
