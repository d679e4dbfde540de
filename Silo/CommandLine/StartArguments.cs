using System.CommandLine;
using Sync.Silo.Hosting;

namespace Sync.Silo.CommandLine;

/// <summary>The options of every start.</summary>
internal sealed class StartArguments
{
    private readonly Option<string?> _urls = new("--urls") { Description = "Where the API listens; default http://127.0.0.1:5080. Loopback unless you say otherwise." };
    private readonly Option<string?> _data = new("--data") { Description = "The data folder; default ./data." };
    private readonly Option<string?> _storage = new("--storage") { Description = "sqlite (default; nothing to install) or postgres." };
    private readonly Option<string?> _connection = new("--connection") { Description = "The PostgreSQL connection string; needed with --storage postgres." };
    private readonly Option<string?> _config = new("--config") { Description = "A JSON file with settings; environment and options win over it." };
    private readonly Option<string?> _roles = new("--roles") { Description = "What this process does: silo, gateway, adapters, several with commas between; default all." };
    private readonly Option<string?> _clusterId = new("--cluster-id") { Description = "The cluster that this process belongs to; without it, it is alone. Needs --storage postgres." };
    private readonly Option<string?> _serviceId = new("--service-id") { Description = "A part of every key that grains store; default orleanssync. Never change it." };
    private readonly Option<string?> _siloPort = new("--silo-port") { Description = "Where silos reach this one; default a free port. Fix it in a cluster: a restart is known at once." };
    private readonly Option<string?> _gatewayPort = new("--gateway-port") { Description = "Where gateways and adapters reach this silo; default a free port." };
    private readonly Option<string?> _advertise = new("--advertise") { Description = "The address of this machine that the others are told; default 127.0.0.1." };
    private readonly Option<string?> _tls = new("--tls") { Description = "A folder with ca.crt, tls.crt and tls.key: the processes of the cluster prove to each other who they are. All of them or none." };

    private Option[] All => [_urls, _data, _storage, _connection, _config, _roles, _clusterId, _serviceId, _siloPort, _gatewayPort, _advertise, _tls];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Options.Add(option);
    }

    /// <summary>Reads the options; what is wrong is said on standard error.</summary>
    public bool TryRead(ParseResult parsed, out StartSettings settings)
    {
        try
        {
            settings = Load(parsed);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            Console.Error.WriteLine($"--config {parsed.GetValue(_config)}: {e.Message}");
            settings = null!;
            return false;
        }

        string[] errors = [.. settings.Validate(), .. settings.Cluster.ValidateHere()];
        if (errors.Length == 0) return true;
        foreach (var error in errors.Concat(StartErrors.OfSections(settings))) Console.Error.WriteLine(error);
        return false;
    }

    private StartSettings Load(ParseResult parsed)
    {
        var cluster = new ClusterArguments(
            parsed.GetValue(_roles), parsed.GetValue(_clusterId), parsed.GetValue(_serviceId), parsed.GetValue(_siloPort), parsed.GetValue(_gatewayPort), parsed.GetValue(_advertise), parsed.GetValue(_tls));
        return StartSettings.Load(parsed.GetValue(_urls), parsed.GetValue(_data), parsed.GetValue(_storage), parsed.GetValue(_connection), cluster, parsed.GetValue(_config));
    }
}
