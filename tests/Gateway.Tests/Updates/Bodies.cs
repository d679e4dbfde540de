namespace Sync.Gateway.Tests.Updates;

/// <summary>Events, good and bad.</summary>
internal static class Bodies
{
    public const string CloudEvent = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";
    public const string Ndjson = "application/x-ndjson";

    public const string Data = """{"quantity":{"value":5,"unit":"EA"}}""";

    public static string Received(string id, string plant = "P100", string quantity = "5") =>
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"/erp","type":"com.orleanssync.stock.received.v1","subject":"{{{plant}}}/RM01/A","data":{"quantity":{"value":{{{quantity}}},"unit":"EA"} } }""";

    public static string Without(string member, string json) => System.Text.RegularExpressions.Regex.Replace(json, $"\"{member}\":\"[^\"]*\",", "");
}
