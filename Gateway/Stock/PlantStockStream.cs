using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Sync.Gateway.Json;
using Sync.Gateway.Updates;

namespace Sync.Gateway.Stock;

/// <summary>The whole stock of a plant, one row a line, without a cap. Pages are read as fast as the caller takes them: memory stays at one page.
/// If a page cannot be read, the connection is cut, so that nobody takes a part for the whole.</summary>
internal sealed class PlantStockStream(IPlantStockGrain plant, PlantStockQuery query, PlantStockPage first) : IResult
{
    public const string LagHeader = "Sync-Behind-Milliseconds";

    private const int FlushBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var page = first;
        httpContext.Response.ContentType = MediaKinds.Ndjson;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers[LagHeader] = page.Behind.Milliseconds.ToString(CultureInfo.InvariantCulture);
        await httpContext.Response.StartAsync(httpContext.RequestAborted);
        await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter, JsonOutput.Options);
        while (true)
        {
            await WriteAsync(httpContext, writer, page);
            if (page.Next is null) break;
            page = await plant.Query(query with { After = page.Next });
        }

        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext http, Utf8JsonWriter writer, PlantStockPage page)
    {
        var output = http.Response.BodyWriter;
        foreach (var row in page.Rows)
        {
            JsonSerializer.Serialize(writer, StockRowBody.Of(row), GatewayJson.Default.StockRowBody);
            writer.Flush();
            writer.Reset();
            output.Write("\n"u8);
            if (output.UnflushedBytes > FlushBytes) await output.FlushAsync(http.RequestAborted);
        }
    }
}
