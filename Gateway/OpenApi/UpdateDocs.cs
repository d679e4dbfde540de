using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Sync.Gateway.Commands;
using Sync.Gateway.Items;
using Sync.Gateway.Updates;

namespace Sync.Gateway.OpenApi;

/// <summary>Describes POST /v1/updates: four modes, one event, every type of data.</summary>
internal static class UpdateDocs
{
    private const string Event = "Update";

    public static async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        if (document.Paths.GetValueOrDefault("/v1/updates")?.Operations?.GetValueOrDefault(HttpMethod.Post) is not { } operation) return;
        var data = new List<IOpenApiSchema>();
        foreach (var type in UpdateTypes.All.Where(t => t.Public))
        {
            var schema = await context.GetOrCreateSchemaAsync(Described(type.Payload.Type), null, cancellationToken);
            (schema.Title, schema.Description) = (type.FullName, $"{type.Nature}: {type.Summary}");
            var name = type.Name["com.orleanssync.".Length..];
            document.AddComponent(name, schema);
            data.Add(new OpenApiSchemaReference(name, document));
        }

        document.AddComponent(Event, EventSchema(data));
        operation.Parameters = [Header(IdempotencyKey.Header, "The id of a single event that has none."), Header("ce-specversion", "Binary mode: 1.0."), Header("ce-id", "Binary mode."), Header("ce-source", "Binary mode."), Header("ce-type", "Binary mode."), Header("ce-subject", "Binary mode."), Header("ce-time", "Binary mode.")];
        var one = new OpenApiSchemaReference(Event, document);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaKinds.CloudEvent] = Media(one, UpdateExamples.Structured),
                [MediaKinds.Json] = Media(new OpenApiSchema { OneOf = data }, UpdateExamples.Binary),
                [MediaKinds.CloudEventBatch] = Media(new OpenApiSchema { Type = JsonSchemaType.Array, Items = one, MaxItems = GatewayLimits.MaxUpdates }, UpdateExamples.Batch),
                [MediaKinds.Ndjson] = new() { Schema = one, Example = JsonValue.Create(UpdateExamples.Lines) },
            },
        };
        var receipt = await context.GetOrCreateSchemaAsync(typeof(ReceiptBody), null, cancellationToken);
        var receipts = await context.GetOrCreateSchemaAsync(typeof(ReceiptsBody), null, cancellationToken);
        operation.Responses ??= [];
        operation.Responses["200"] = new OpenApiResponse
        {
            Description = "Receipts. Of a single update: Applied, Duplicate or Superseded.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaKinds.Json] = new() { Schema = new OpenApiSchema { OneOf = [receipt, receipts] }, Examples = new Dictionary<string, IOpenApiExample> { ["single"] = Example(UpdateExamples.Receipt), ["batch"] = Example(UpdateExamples.Receipts) } },
                [MediaKinds.Ndjson] = new() { Schema = receipt, Example = JsonValue.Create(UpdateExamples.ReceiptLines) },
            },
        };
        operation.Responses["202"] = Single(receipt, "A single update is held: it goes on by itself when what it waits for comes.", UpdateExamples.HeldReceipt);
        operation.Responses["422"] = Single(receipt, "A single update is rejected: nothing changed.", UpdateExamples.RejectedReceipt);
        operation.Responses["503"] = Single(receipt, "A single update could not be taken now (RetryLater), or its outcome is not known (Unknown): send it again.", null);
    }

    private static Type Described(Type payload) =>
        payload == typeof(StockUpdate.Counted) ? typeof(CountedData) : payload == typeof(ItemUpdate.Register) ? typeof(ItemRequest) : payload;

    private static OpenApiSchema EventSchema(List<IOpenApiSchema> data) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "specversion", "id", "source", "type", "subject", "data" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["specversion"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = "1.0" },
            ["id"] = Text("The source's own id of the message."),
            ["source"] = Text("Who says it: a URI reference such as /adapters/erp/main."),
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. UpdateTypes.All.Where(t => t.Public).Select(t => JsonValue.Create(t.FullName))] },
            ["subject"] = Text("plant/location/item, or the item, or the plant; a slash inside one is written %2F."),
            ["time"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Description = "When it happened, with the offset of the source. Required for a count." },
            ["sequence"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Integer, Description = "The source's count of its updates for this subject, 0 or more." },
            ["sourceepoch"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Raised when the source starts its numbers again." },
            ["traceparent"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "W3C Trace Context." },
            ["correlationid"] = Text("The business thread it belongs to."),
            ["causationid"] = Text("What made the source say it."),
            ["data"] = new OpenApiSchema { OneOf = data, Description = "As the type says; `postingDate` (a date) may be among its members for stock." },
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = UpdateId.MaxLength, Description = description };

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiMediaType Media(IOpenApiSchema schema, string example) => new() { Schema = schema, Example = JsonNode.Parse(example) };

    private static OpenApiExample Example(string json) => new() { Value = JsonNode.Parse(json) };

    private static OpenApiResponse Single(IOpenApiSchema receipt, string description, string? example) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [MediaKinds.Json] = new() { Schema = receipt, Example = example is null ? null : JsonNode.Parse(example) } },
    };
}
