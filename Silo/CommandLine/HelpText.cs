namespace Sync.Silo.CommandLine;

/// <summary>What --help says beyond the options themselves.</summary>
internal static class HelpText
{
    public const string Program = """
        OrleansSync keeps suppliers, stock and production in sync.

        Without a command it starts everything in one process: journal, entities, feed, subscriptions and the HTTP API.
        The first start makes the data folder and an operator key in it (operator.key).

        With --storage postgres and --cluster-id many processes are one system; --roles says what each of them does.

        Settings are read, later ones winning, from appsettings.json beside the program, from the file that --config names, from
        environment variables that begin with ORLEANSSYNC_ (two underscores for a level), and from the options below:
          ORLEANSSYNC_Urls, ORLEANSSYNC_Data, ORLEANSSYNC_Storage, ORLEANSSYNC_Connection, ORLEANSSYNC_Roles
          ORLEANSSYNC_Orleans__ClusterId, __ServiceId, __SiloPort, __GatewayPort, __Advertise, __Kubernetes, ORLEANSSYNC_Tls__Folder
          ORLEANSSYNC_Journal__*, ORLEANSSYNC_Entities__*, ORLEANSSYNC_Feed__*, ORLEANSSYNC_Delivery__*, ORLEANSSYNC_Gateway__*,
          ORLEANSSYNC_Verify__*, ORLEANSSYNC_Audit__Heads__*, ORLEANSSYNC_Retention__*
          ORLEANSSYNC_Adapters__Files__Enabled=true   takes CSV files from the folder drop in the data folder;
          ORLEANSSYNC_Adapters__Files__Folders__0__Path, __Name, __Plant, __Mapping, __TimeZone   or from folders of your own
          ORLEANSSYNC_Metrics__Open=true   /metrics answers everybody who reaches the port; without it loopback, and the scope operate at a gateway
          OTEL_EXPORTER_OTLP_ENDPOINT   where traces and metrics are sent; nowhere unless set
        """;

    public const string Demo = """
        Starts everything, and beside it, as a process of its own, a simulated factory: two plants, suppliers, an ERP, a warehouse
        and an MES that know the system only by HTTP. They send with duplicates, re-ordering and retries on purpose, receive the
        webhooks, and keep a book of their own. At the end the books are compared; the exit code is 0 only when nothing was lost or doubled.
        """;
}
