using Sync.Gateway.Json;

namespace Sync.Gateway.Updates;

/// <summary>What holds for each type of update, and what is agreed with sources.</summary>
internal static class ContractEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/contracts", Get).RequireAuthorization(GatewayPolicies.AnyKey).WithTags("Updates").WithSummary("What holds for each type of update: algebra, order, gaps, lateness")
            .WithDescription("As JSON, or as a table of plain text with `Accept: text/plain`.").Produces<ContractsBody>();

    private static IResult Get(HttpContext http, UpdateContracts contracts) => AsksForText(http.Request)
        ? Results.Text(ContractTable.Write(contracts), "text/plain; charset=utf-8")
        : new JsonResult<ContractsBody>(ContractsBody.Of(contracts), GatewayJson.Default.ContractsBody);

    private static bool AsksForText(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase) && a.Quality is null or > 0);
}
