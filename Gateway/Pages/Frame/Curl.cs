namespace Sync.Pages.Frame;

/// <summary>The next step, to be typed into a terminal, where a page has nothing to show. Pure.</summary>
internal static class Curl
{
    private const string Update =
        """
        curl -s {base}v1/updates \
          -H "Authorization: Bearer $(cat data/operator.key)" -H "Content-Type: application/cloudevents+json" \
          -d '{"specversion":"1.0","source":"/adapters/erp/main","id":"GR-1","type":"com.orleanssync.stock.received.v1",
               "subject":"{plant}/RM01/BOLT-M8","data":{"quantity":{"value":500,"unit":"EA"}}}'
        """;

    private const string Subscription =
        """
        curl -s -X PUT {base}v1/subscriptions/my-first \
          -H "Authorization: Bearer $(cat data/operator.key)" -H "Content-Type: application/json" \
          -d '{"url":"http://127.0.0.1:9000/hook","start":"Now"}'
        """;

    private const string Held =
        """
        KEY=$(cat data/operator.key)
        curl -s -X PUT {base}v1/plants/P200 -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d '{"world":"Closed"}'
        curl -s {base}v1/updates -H "Authorization: Bearer $KEY" -H "Content-Type: application/cloudevents+json" \
          -d '{"specversion":"1.0","source":"/adapters/erp/main","id":"GR-2","type":"com.orleanssync.stock.received.v1",
               "subject":"P200/RM01/WHO-KNOWS","data":{"quantity":{"value":1,"unit":"EA"}}}'
        """;

    public static string FirstUpdate(string address) => FirstReceipt(address, "P100");

    public static string FirstReceipt(string address, string plant) => Update.Replace("{base}", address).Replace("{plant}", Identifiers.ToSegment(plant));

    public static string Subscribe(string address) => Subscription.Replace("{base}", address);

    public static string HoldSomething(string address) => Held.Replace("{base}", address);
}
