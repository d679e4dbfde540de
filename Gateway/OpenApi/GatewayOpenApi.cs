using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using Sync.Gateway.Access;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;

namespace Sync.Gateway.OpenApi;

/// <summary>The description of the API, and the page that shows it. Both work without the internet.</summary>
internal static class GatewayOpenApi
{
    /// <summary>In the order in which people need them.</summary>
    private static readonly string[] Tags = ["Updates", "Stock", "Held updates", "Items", "Plants", "Cases", "Subscriptions", "API keys", "Feed", "Errors"];

    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            o.SerializerOptions.TypeInfoResolverChain.Insert(0, GatewayJson.Default);
            o.SerializerOptions.TypeInfoResolverChain.Insert(1, ContractsJson.Default);
        });
        services.AddOpenApi("v1", o =>
        {
            o.ShouldInclude = d => d.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) is true || d.RelativePath?.StartsWith("errors/", StringComparison.Ordinal) is true;
            o.AddSchemaTransformer(ContractSchemas.TransformAsync);
            o.AddOperationTransformer(SecureAsync);
            o.AddDocumentTransformer(DescribeAsync);
            o.AddDocumentTransformer(UpdateDocs.TransformAsync);
        });
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        routes.MapScalarApiReference("/scalar", o => o.WithTitle("OrleansSync API").DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().AddPreferredSecuritySchemes(ApiKeyHandler.Scheme)).AllowAnonymous();
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "OrleansSync",
            Version = "v1",
            Description = "Updates in, live stock out. Every error is problem details (RFC 9457) with a stable `code` and a `cure`. The operator's key is the one line of `operator.key` in the data folder.",
        };
        document.Servers = [];
        document.Tags = Tags.Select(t => new OpenApiTag { Name = t }).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[ApiKeyHandler.Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key. A browser may send it as the password of HTTP Basic." };
        return Task.CompletedTask;
    }

    private static async Task SecureAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken);
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Any error.",
            Content = new Dictionary<string, OpenApiMediaType> { [Problems.MediaType] = new() { Schema = schema } },
        };
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any()) return;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyHandler.Scheme, context.Document)] = [] }];
        var policies = metadata.OfType<IAuthorizeData>().Select(d => d.Policy).OfType<string>();
        operation.Description = $"{operation.Description}\n\nNeeds: {string.Join(", ", policies)}.".Trim();
    }
}
