using Sync.Gateway.Json;

namespace Sync.Gateway.Updates;

/// <summary>One receipt as the answer of a call that carried one update.</summary>
internal sealed class ReceiptResult(Receipt receipt) : IResult
{
    public static ReceiptResult Of(Receipt receipt) => new(receipt);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var status = ReceiptBody.Status(receipt);
        if (status == StatusCodes.Status503ServiceUnavailable) httpContext.Response.Headers.RetryAfter = "1";
        return new JsonResult<ReceiptBody>(ReceiptBody.Of(receipt), GatewayJson.Default.ReceiptBody, status).ExecuteAsync(httpContext);
    }
}
