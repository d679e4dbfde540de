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

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _urls, _data, _storage, _connection }) command.Options.Add(option);
    }

    /// <summary>Reads the options; what is wrong is said on standard error.</summary>
    public bool TryRead(ParseResult parsed, out StartSettings settings)
    {
        settings = StartSettings.Load(parsed.GetValue(_urls), parsed.GetValue(_data), parsed.GetValue(_storage), parsed.GetValue(_connection));
        var errors = settings.Validate();
        foreach (var error in errors) Console.Error.WriteLine(error);
        return errors.Count == 0;
    }
}
