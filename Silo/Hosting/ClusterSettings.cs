using System.Net;
using System.Net.Sockets;
using Sync.Silo.Tls;

namespace Sync.Silo.Hosting;

/// <summary>The place of this process in a cluster. Immutable.</summary>
/// <param name="RoleNames">What it does, as it was written.</param>
/// <param name="ClusterId">The silos that find each other; null: this process is alone.</param>
/// <param name="ServiceId">A part of the key of everything that grains store: never changed.</param>
/// <param name="SiloPort">Where silos reach this one, as it was written; null: a free port.</param>
/// <param name="GatewayPort">Where gateways and adapters reach it, as it was written; null: a free port.</param>
/// <param name="Advertise">The address that others are told.</param>
/// <param name="Tls">How it proves to them who it is.</param>
internal sealed record ClusterSettings(string RoleNames, string? ClusterId, string ServiceId, string? SiloPort, string? GatewayPort, string Advertise, TlsSettings Tls)
{
    private const int LongestId = 100;
    private const string DefaultServiceId = "orleanssync";

    public static ClusterSettings Load(ClusterArguments arguments, IConfiguration configuration) => new(
        arguments.Roles ?? configuration["Roles"] ?? "all",
        arguments.ClusterId ?? configuration["Orleans:ClusterId"],
        arguments.ServiceId ?? configuration["Orleans:ServiceId"] ?? DefaultServiceId,
        arguments.SiloPort ?? configuration["Orleans:SiloPort"],
        arguments.GatewayPort ?? configuration["Orleans:GatewayPort"],
        arguments.Advertise ?? configuration["Orleans:Advertise"] ?? "127.0.0.1",
        TlsSettings.Load(arguments.Tls, configuration));

    /// <summary>True: other processes belong to it, and they find each other by the database.</summary>
    public bool IsShared => ClusterId is not null;

    /// <summary>What this process does; the words that mean nothing are left out.</summary>
    public Roles Roles => Names.Aggregate(Roles.None, (roles, name) => roles | (Role(name) ?? Roles.None));

    public IPAddress Address => Find(Advertise) ?? throw new InvalidOperationException($"{Advertise} has no address");

    /// <summary>This process by itself, in every role.</summary>
    public ClusterSettings Alone() => new("all", null, DefaultServiceId, null, null, "127.0.0.1", new TlsSettings((string?)null));

    private IEnumerable<string> Names => RoleNames.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool Has(Roles role) => (Roles & role) != 0;

    /// <summary>Both ports of a silo: those that were given, free ones otherwise.</summary>
    public (int Silo, int Gateway) Ports()
    {
        var free = FreePorts.Pair();
        return (Port(SiloPort) ?? free.First, Port(GatewayPort) ?? free.Second);
    }

    /// <summary>Everything that is wrong, each with its cure.</summary>
    public IEnumerable<string> Validate(bool isPostgres)
    {
        foreach (var name in Names.Where(name => Role(name) is null)) yield return $"--roles {name}: silo, gateway, adapters or all is expected, several with commas between";
        if (Roles == Roles.None) yield return "--roles names no role: say silo, gateway, adapters or all";
        if (Roles is not (Roles.All or Roles.None) && !IsShared) yield return $"--roles {RoleNames} needs --cluster-id: the processes of one cluster find each other by it";
        if (IsShared && !isPostgres) yield return "--cluster-id needs --storage postgres: processes find each other by the database";
        if (ClusterId is { } id && !IsId(id)) yield return $"--cluster-id {id}: 1 to {LongestId} letters, digits, hyphens and underscores are expected";
        if (!IsId(ServiceId)) yield return $"--service-id {ServiceId}: 1 to {LongestId} letters, digits, hyphens and underscores are expected";
        if (SiloPort is not null && Port(SiloPort) is null) yield return $"--silo-port {SiloPort}: 1 to 65535 is expected";
        if (GatewayPort is not null && Port(GatewayPort) is null) yield return $"--gateway-port {GatewayPort}: 1 to 65535 is expected";
        if (SiloPort is not null && SiloPort == GatewayPort) yield return $"--silo-port and --gateway-port are both {SiloPort}: give each its own";
        if (Uri.CheckHostName(Advertise) is UriHostNameType.Unknown) yield return $"--advertise {Advertise}: an IP address or a host name that the other processes can reach is expected";
        foreach (var error in Tls.Validate(Roles, DateTimeOffset.UtcNow)) yield return error;
    }

    /// <summary>What is wrong on this machine and may be right on another.</summary>
    public IEnumerable<string> ValidateHere()
    {
        if (IsShared && Has(Roles.Silo) && Uri.CheckHostName(Advertise) is not UriHostNameType.Unknown && Find(Advertise) is null)
            yield return $"--advertise {Advertise}: this name has no address here; give the IP address, or a name that the network knows";
    }

    private static IPAddress? Find(string host)
    {
        if (IPAddress.TryParse(host, out var address)) return address;
        try
        {
            return Dns.GetHostAddresses(host).FirstOrDefault();
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static Roles? Role(string name) => name.ToLowerInvariant() switch
    {
        "silo" => Roles.Silo,
        "gateway" => Roles.Gateway,
        "adapters" => Roles.Adapters,
        "all" => Roles.All,
        _ => null,
    };

    private static int? Port(string? text) => ushort.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var port) && port > 0 ? port : null;

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

/// <summary>What the command line says about the cluster; null: not said. Immutable.</summary>
internal sealed record ClusterArguments(
    string? Roles = null, string? ClusterId = null, string? ServiceId = null, string? SiloPort = null, string? GatewayPort = null, string? Advertise = null,
    string? Tls = null);
