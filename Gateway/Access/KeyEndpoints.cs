using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Access;

/// <summary>API keys. Only an operator for every plant makes them: any other could give itself more than it has.</summary>
internal static class KeyEndpoints
{
    private const string Operator = "operator";
    private const int MaxPlants = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/keys").RequireAuthorization(GatewayPolicies.OperateEverywhere).WithTags("API keys");
        group.MapGet("", ListAsync).WithSummary("Every API key; in a cluster also those of the operators of its gateways").Produces<KeysBody>();
        group.MapGet("/{name}", GetAsync).WithSummary("One API key").Produces<KeyBody>();
        group.MapPut("/{name}", PutAsync).WithSummary("Make an API key, or replace it: the old one ends").WithBody<KeyRequest>(Examples.Key).Produces<NewKeyBody>();
        group.MapDelete("/{name}", DeleteAsync).WithSummary("End an API key").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(IGrainFactory grains) =>
        new JsonResult<KeysBody>(new KeysBody([.. (await Access(grains).List()).Select(KeyBody.Of)]), GatewayJson.Default.KeysBody);

    private static async Task<IResult> GetAsync(string name, IGrainFactory grains) =>
        (await Access(grains).List()).FirstOrDefault(e => e.Name == name) is { } entry ? new JsonResult<KeyBody>(KeyBody.Of(entry), GatewayJson.Default.KeyBody) : Unknown(name);

    private static async Task<IResult> PutAsync(HttpContext http, string name, IGrainFactory grains, KeyDirectory keys, TimeProvider time)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.KeyRequest);
        if (request is null) return problem!;
        if (Wrong(name, request) is { } wrong) return Problems.Of(ErrorCodes.FieldInvalid, wrong);
        var key = KeyText.Make(KeyText.Prefix);
        await Access(grains).Put(new ApiKeyEntry(name, Convert.ToHexStringLower(KeyText.Hash(key)), [.. request.Scopes!.Value.Distinct()], [.. (request.Plants ?? []).Distinct()], Instants.Truncate(time.GetUtcNow())));
        keys.Forget();
        return new JsonResult<NewKeyBody>(new NewKeyBody(name, key), GatewayJson.Default.NewKeyBody);
    }

    private static async Task<IResult> DeleteAsync(string name, IGrainFactory grains, KeyDirectory keys)
    {
        if ((await Access(grains).List()).All(e => e.Name != name)) return Unknown(name);
        await Access(grains).Remove(name);
        keys.Forget();
        return Results.NoContent();
    }

    private static string? Wrong(string name, KeyRequest r)
    {
        if (!Identifiers.IsValid(name) || name == Operator || OperatorKeySharing.IsOperator(name)) return $"the name '{name}' is not 1 to {Identifiers.MaxLength} characters, or is the operator's";
        if (r.Scopes is not { IsDefaultOrEmpty: false } scopes) return $"scopes is missing or empty: {string.Join(", ", Scopes.All)} are known";
        if (scopes.FirstOrDefault(s => !Scopes.All.Contains(s)) is { } unknown) return $"scopes has '{unknown}': {string.Join(", ", Scopes.All)} are known";
        if (r.Plants is { Length: > MaxPlants }) return $"plants has more than {MaxPlants} entries";
        return (r.Plants ?? []).FirstOrDefault(p => !Identifiers.IsValid(p)) is { } plant ? $"plants has '{plant}', which is not a plant" : null;
    }

    private static IAccessGrain Access(IGrainFactory grains) => grains.GetGrain<IAccessGrain>(0);

    private static ProblemResult Unknown(string name) => Problems.Of(ErrorCodes.NotFound, $"there is no API key '{name}'");
}
