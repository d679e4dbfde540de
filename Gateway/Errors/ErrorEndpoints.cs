using Sync.Gateway.Json;

namespace Sync.Gateway.Errors;

/// <summary>The address that the type of every problem points to.</summary>
internal static class ErrorEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/errors/{code}", (string code, HttpRequest request) => Find(code) is { } error
                ? ErrorPage.IsWanted(request) ? new ErrorPage(error) : new JsonResult<ErrorBody>(new ErrorBody(error.Code, error.Status, error.Title, error.Cure), GatewayJson.Default.ErrorBody)
                : (IResult)Problems.Of(ErrorCodes.NotFound, $"there is no error '{code}'"))
            .AllowAnonymous().WithTags("Errors").WithSummary("What an error code means and what to do").Produces<ErrorBody>();
    }

    private static ErrorCode? Find(string code) => ErrorCodes.All.FirstOrDefault(e => e.Code == code);

    /// <summary>One entry of the list of errors.</summary>
    internal sealed record ErrorBody(string Code, int Status, string Title, string Cure);
}
