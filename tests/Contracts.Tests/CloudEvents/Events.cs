using System.Text;

namespace Sync.Contracts.Tests.CloudEvents;

/// <summary>One good event, and ways to spoil it.</summary>
internal static class Events
{
    public const string Received =
        """{"specversion":"1.0","id":"GR-1","source":"/adapters/erp/main","type":"com.orleanssync.stock.received.v1","subject":"P100/RM01/BOLT-M8","time":"2026-11-23T08:15:00+01:00","data":{"quantity":{"value":5,"unit":"EA"}}}""";

    public static string Of(string type, string data, string subject = "P100/RM01/BOLT-M8") =>
        $$"""{"specversion":"1.0","id":"GR-1","source":"/adapters/erp/main","type":"com.orleanssync.{{type}}","subject":"{{subject}}","time":"2026-11-23T08:15:00+01:00","data":{{data}}}""";

    public static UpdateReading Read(string json) => UpdateJson.Read(Encoding.UTF8.GetBytes(json), UpdateReadOptions.Outside);

    public static Update Accepted(string json)
    {
        var reading = Read(json);
        Assert.True(reading.TryGet(out var update, out var refusal), refusal?.Message);
        return update;
    }

    public static Refusal Refused(string json)
    {
        var reading = Read(json);
        Assert.False(reading.TryGet(out _, out var refusal));
        Assert.Equal(ErrorCodes.Find(refusal!.Code).Cure, refusal.Cure);
        return refusal;
    }
}
