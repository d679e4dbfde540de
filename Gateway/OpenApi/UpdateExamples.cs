namespace Sync.Gateway.OpenApi;

/// <summary>Updates in each mode, with their receipts.</summary>
internal static class UpdateExamples
{
    public const string Description =
        """
        CloudEvents 1.0, in the mode that the media type names:
        - `application/cloudevents+json`: one event; the answer is its receipt.
        - `application/json` (or another JSON type) with `ce-` headers: one event in binary mode, the body is the data.
        - `application/cloudevents-batch+json`: an array of events; the answer is `{"receipts":[...]}` in the same order.
        - `application/x-ndjson`: one event a line; the answer is one receipt a line, in the same order.

        At most 5,000 events and 8 MiB a call. A bad event gets its own `Rejected` receipt and its neighbours go on; a batch that is not JSON is refused whole.
        `Idempotency-Key` is the id of a single event that has none. The same source and id with the same content is a `Duplicate`, for ever.
        `subject` is `plant/location/item` for stock, the item or the plant for master data; a slash inside one is written `%2F`.
        """;

    public const string Structured = """{"specversion":"1.0","id":"GR-1","source":"/adapters/erp/main","type":"com.orleanssync.stock.received.v1","subject":"P100/RM01/BOLT-M8","time":"2026-11-23T08:15:00+01:00","data":{"quantity":{"value":5,"unit":"EA"},"movement":"Receipt","reference":{"kind":"po","number":"4500012345","line":"10"},"postingDate":"2026-11-23"}}""";

    public const string Issued = """{"specversion":"1.0","id":"GI-1","source":"/adapters/mes/line1","type":"com.orleanssync.stock.issued.v1","subject":"P100/RM01/BOLT-M8","time":"2026-11-23T09:00:00+01:00","data":{"quantity":{"value":2,"unit":"EA"},"movement":"ProductionConsume","reference":{"kind":"wo","number":"1000123"}}}""";

    public const string Binary = """{"quantity":{"value":5,"unit":"EA"},"movement":"Receipt"}""";

    public const string Batch = $"[{Structured},{Issued}]";

    public const string Lines = $"{Structured}\n{Issued}\n";

    public const string Receipt = """{"id":"GR-1","source":"/adapters/erp/main","verdict":"Applied","version":1}""";

    public const string HeldReceipt = """{"id":"GR-1","source":"/adapters/erp/main","verdict":"Held","version":1,"code":"item-unknown","message":"the item BOLT-M8 is not registered","cure":"Register the item (PUT /v1/items/{item}); held updates then go on by themselves."}""";

    public const string RejectedReceipt = """{"id":"GI-1","source":"/adapters/mes/line1","verdict":"Rejected","code":"quantity-invalid","message":"data.quantity is 0 EA: above 0 is expected","cure":"Send a quantity above 0, below 10^15, with at most 9 decimal places; the type of the update gives it its direction.","line":2}""";

    public const string Receipts = $$"""{"receipts":[{{Receipt}},{{RejectedReceipt}}]}""";

    public const string ReceiptLines = $"{Receipt}\n{RejectedReceipt}\n";
}
