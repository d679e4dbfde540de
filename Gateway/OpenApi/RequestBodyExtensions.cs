using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Sync.Gateway.OpenApi;

/// <summary>Describes bodies that endpoints read by themselves.</summary>
internal static class RequestBodyExtensions
{
    public static RouteHandlerBuilder WithBody<T>(this RouteHandlerBuilder endpoint, string example) => endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(T), null, cancellationToken), Example = JsonNode.Parse(example) },
            },
        };
    });
}
