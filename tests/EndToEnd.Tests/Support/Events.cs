using System.Globalization;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>Updates as they go over the wire.</summary>
internal static class Events
{
    public static string Received(string id, string position, decimal quantity = 5, string unit = "EA", string type = "stock.received.v1") => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"specversion":"1.0","source":"/adapters/erp/main","id":"{{{id}}}","type":"com.orleanssync.{{{type}}}","subject":"{{{position}}}","time":"2026-11-23T08:15:00+01:00","data":{"quantity":{"value":{{{quantity}}},"unit":"{{{unit}}}"}}}""");
}
