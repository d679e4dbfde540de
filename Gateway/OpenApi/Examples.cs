namespace Sync.Gateway.OpenApi;

/// <summary>Bodies that can be sent as they stand.</summary>
internal static class Examples
{
    public const string Item = """{"baseUnit":"EA","name":"Bolt M8","lotManaged":false,"scale":0,"conversions":[{"unit":"CA","toBase":{"numerator":24,"denominator":1}}]}""";

    public const string Plant = """{"timeZone":"Europe/Berlin","name":"Works South","world":"Closed"}""";

    public const string Ownership =
        """{"rules":[{"owner":"/adapters/wms/*","movement":"Receipt","location":"RM01","from":"2026-12-01T00:00:00+01:00","toleranceMinutes":1440,"waitMinutes":240}]}""";

    public const string Periods = """{"closedThrough":"2026-10-31","rule":"FirstOpenDay"}""";

    public const string Snapshot =
        """{"source":"/adapters/wms/main","time":"2026-11-23T06:00:00+01:00","location":"RM01","complete":true,"positions":[{"item":"BOLT-M8","lines":[{"quantity":{"value":37,"unit":"EA"}}]}]}""";

    public const string Location = """{"name":"Raw material"}""";

    public const string Held = """{"source":"/adapters/erp/main","epoch":0,"id":"GR-1","reason":"sent by mistake"}""";

    public const string Fix = """{"source":"/adapters/erp/main","epoch":0,"id":"GR-1","reason":"wrong unit","data":{"quantity":{"value":5,"unit":"EA"}}}""";

    public const string Gap = """{"source":"/adapters/mes/line1","epoch":0,"from":7,"to":9,"reason":"the line was restored from a backup"}""";

    public const string Case = """{"id":"item-unknown/stock/P100/RM01/BOLT-M8","by":"Ada","note":"item registered"}""";

    public const string Subscription = """{"url":"http://127.0.0.1:5090/hook","filter":{"kinds":["stock"],"plants":["P100"],"items":[]},"start":"Beginning","paused":false,"maxInFlight":16,"timeoutSeconds":15}""";

    public const string SubscriptionDescription =
        "Changes are posted as CloudEvents, signed after Standard Webhooks, in order for each key. A new subscription without a `secret` gets one, which this answer shows once; an existing one keeps its own when none is sent.";

    public const string Resume = """{"entity":"stock/P100/RM01/BOLT-M8"}""";

    public const string InboxAct = """{"reason":"the mapping was mended"}""";

    public const string Key = """{"scopes":["updates:write","stock:read"],"plants":["P100"]}""";
}
