using System.Text.Json;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>Updates as they go over the wire.</summary>
internal static class Events
{
    public static string Received(string id, string position, decimal quantity = 5, string unit = "EA", string type = "stock.received.v1") => JsonSerializer.Serialize(new
    {
        specversion = "1.0",
        source = "/adapters/erp/main",
        id,
        type = "com.orleanssync." + type,
        subject = position,
        time = "2026-11-23T08:15:00+01:00",
        data = new { quantity = new { value = quantity, unit } },
    });
}
