using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Sync.Gateway.Json;

namespace Sync.Gateway.OpenApi;

/// <summary>Schemas of the types that have converters of their own: the generator cannot look into those.</summary>
internal static class ContractSchemas
{
    public static Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var nullable = type != context.JsonTypeInfo.Type ? JsonSchemaType.Null : 0;
        if (type == typeof(ItemNumber) || type == typeof(LocationId) || type == typeof(LotNumber) || type == typeof(PartyId) || type == typeof(PlantId)) Text(schema, nullable, 1, Identifiers.MaxLength);
        else if (type == typeof(UnitCode)) Text(schema, nullable, 1, 3).Pattern = "^[A-Z0-9]{1,3}$";
        else if (type == typeof(DateTimeOffset)) Text(schema, nullable).Format = "date-time";
        else if (type == typeof(Quantity)) Quantity(schema, nullable);
        else if (type == typeof(decimal)) schema.Format = "decimal";
        else if (type == typeof(RawJson)) schema.Type = JsonSchemaType.Object;
        else if (type.IsEnum) Text(schema, nullable).Enum = [.. Enum.GetNames(type)];
        Tidy(schema, context);
        return Task.CompletedTask;
    }

    /// <summary>What may be null is left out of answers, so nobody may count on it; and what types promise each other is no news to a caller.</summary>
    private static void Tidy(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        foreach (var property in context.JsonTypeInfo.Properties)
            if (property.IsGetNullable) schema.Required?.Remove(property.Name);
        schema.Description = schema.Description?.Replace("Immutable, thread-safe.", "").Trim();
    }

    private static OpenApiSchema Text(OpenApiSchema schema, JsonSchemaType nullable, int? min = null, int? max = null)
    {
        (schema.Type, schema.MinLength, schema.MaxLength) = (JsonSchemaType.String | nullable, min, max);
        return schema;
    }

    private static void Quantity(OpenApiSchema schema, JsonSchemaType nullable)
    {
        schema.Type = JsonSchemaType.Object | nullable;
        schema.Required = new HashSet<string> { "value", "unit" };
        schema.AdditionalPropertiesAllowed = false;
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["value"] = new OpenApiSchema { Type = JsonSchemaType.Number, Description = "Below 10^15 in size, at most 9 decimal places." },
            ["unit"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z0-9]{1,3}$", Description = "UN/ECE Rec 20, for example EA, KGM, MTR." },
        };
    }
}
