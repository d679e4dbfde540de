using System.ComponentModel.DataAnnotations;

namespace Sync.Gateway;

/// <summary>How the gateway works. Section <c>Gateway</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Gateway";

    /// <summary>The folder of <c>operator.key</c>, default <c>data</c>. Created when it is not there.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>A file with the operator's key, for example a mounted secret; default null: <c>operator.key</c> in the data folder, made at the first start.
    /// It is only read: nothing is created, and its rights are left as they are.</summary>
    public string? OperatorKeyFile { get; set; }

    /// <summary>How many lanes the journal has, 1 to 1,024, default 64. Must be the journal's own number: the feed page asks each.</summary>
    [Range(1, 1_024)]
    public int Lanes { get; set; } = 64;

    /// <summary>Requests a second of one API key before it gets 429, 1 to 1,000,000, default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 20_000;

    /// <summary>Bytes of updates that are taken in at once, 8 MiB to 4 GiB, default 64 MiB; as many more may wait. Beyond: busy.</summary>
    [Range(GatewayLimits.MaxBodyBytes, 4L * 1024 * 1024 * 1024)]
    public long UpdateBytesInFlight { get; set; } = 64 * 1024 * 1024;

    /// <summary>Seconds after which a call with updates is given up, 1 to 60, default 15, 12 in a process that is no silo: by then
    /// others have taken over what a silo had that died or hangs. An entity that takes too long is given up a second earlier, with
    /// a receipt that says so: the receipts of all others come.</summary>
    [Range(1, 60)]
    public int SubmitSeconds { get; set; } = 15;

    /// <summary>Over how many keys of the router updates are spread, 1 to 1,024, default 1, 32 in a process that is no silo: calls of one key go to one
    /// silo as long as it lives.</summary>
    [Range(1, 1_024)]
    public int Routes { get; set; } = 1;

    /// <summary>Seconds for which a gateway trusts its copy of the API keys, 1 to 300, default 5. A key that is revoked elsewhere works no longer than this.</summary>
    [Range(1, 300)]
    public int KeyCacheSeconds { get; set; } = 5;

    /// <summary>Whether the operator key of this gateway opens the other gateways of the cluster too, default false, true in a cluster.</summary>
    public bool ShareOperatorKey { get; set; }

    /// <summary>Who may watch live stock at once through this process, pages and event streams together, 1 to 100,000, default 2,000. Beyond: refused.</summary>
    [Range(1, 100_000)]
    public int LiveClients { get; set; } = 2_000;

    /// <summary>Seconds that a readiness check may take, 1 to 60, default 5.</summary>
    [Range(1, 60)]
    public int ReadySeconds { get; set; } = 5;

    /// <summary>Whether the Orleans dashboard is at <c>/orleans</c>, default true. Needs <c>AddDashboard</c> on the silo or client of this process.</summary>
    public bool Dashboard { get; set; } = true;
}
