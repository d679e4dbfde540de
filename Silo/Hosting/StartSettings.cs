using Npgsql;

namespace Sync.Silo.Hosting;

/// <summary>What a start needs to know before anything else. Immutable.</summary>
/// <param name="Urls">Where the API listens.</param>
/// <param name="Data">The data folder, as a full path.</param>
/// <param name="Storage"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Connection">The PostgreSQL connection string.</param>
/// <param name="Cluster">What this process does, and with whom.</param>
/// <param name="Configuration">Every setting, the ones above included.</param>
internal sealed record StartSettings(string Urls, string Data, string Storage, string? Connection, ClusterSettings Cluster, IConfiguration Configuration)
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    public bool IsPostgres => Storage == "postgres";

    public string JournalFile => Path.Combine(Data, "journal.db");

    public string OrleansFile => Path.Combine(Data, "orleans.db");

    public string DropFolder => Path.Combine(Data, "drop");

    public string AuditKeyFile => Path.Combine(Data, "audit.key");

    public string OperatorKeyFile => Path.Combine(Data, "operator.key");

    /// <summary>Reads files and environment; the arguments that are given win.</summary>
    /// <exception cref="InvalidDataException">A file is not JSON.</exception>
    public static StartSettings Load(string? urls, string? data, string? storage, string? connection, ClusterArguments? cluster = null, string? file = null)
    {
        var builder = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        if (file is not null) builder.AddJsonFile(Path.GetFullPath(file), optional: false);
        var configuration = builder.AddEnvironmentVariables("ORLEANSSYNC_").Build();
        return new StartSettings(
            urls ?? configuration["Urls"] ?? DefaultUrls,
            Path.GetFullPath(data ?? configuration["Data"] ?? "data"),
            (storage ?? configuration["Storage"] ?? "sqlite").ToLowerInvariant(),
            connection ?? configuration["Connection"],
            ClusterSettings.Load(cluster ?? new ClusterArguments(), configuration),
            configuration);
    }

    /// <summary>Everything that is wrong, each with its cure.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Storage is not ("sqlite" or "postgres")) errors.Add($"--storage {Storage}: sqlite or postgres is expected");
        if (IsPostgres && string.IsNullOrWhiteSpace(Connection)) errors.Add("--storage postgres needs --connection, for example \"Host=localhost;Database=sync;Username=sync\"");
        else if (IsPostgres && ConnectionError() is { } error) errors.Add($"--connection is not a PostgreSQL connection string ({error}): write it as \"Host=...;Database=...;Username=...\"");
        errors.AddRange(Urls.Split(';').Where(url => !IsAddress(url)).Select(url => $"--urls {url}: an address such as http://127.0.0.1:5080 is expected"));
        errors.AddRange(Cluster.Validate(IsPostgres));
        errors.AddRange(KubernetesExtensions.Validate(Configuration, Cluster));
        errors.AddRange(DrainingExtensions.Validate(Configuration));
        errors.AddRange(TelemetryExtensions.Validate(Configuration));
        errors.AddRange(ConfiguredSubscriptions.Validate(Configuration));
        return errors;
    }

    /// <summary>The same with what is wrong left out: enough to put the program together and see what else is wrong, never to start it.</summary>
    public StartSettings Sound()
    {
        var isUsable = IsPostgres && ConnectionError() is null;
        return this with
        {
            Urls = Urls.Split(';').All(IsAddress) ? Urls : DefaultUrls,
            Storage = isUsable ? Storage : "sqlite",
            Cluster = Cluster.Validate(isUsable).Concat(Cluster.ValidateHere()).Any() ? Cluster.Alone() : Cluster,
        };
    }

    // The text itself may hold a password and is not repeated.
    private string? ConnectionError()
    {
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(Connection).Host) ? "it names no host" : null;
        }
        catch (ArgumentException e)
        {
            return e.GetType() == typeof(ArgumentException) ? "a keyword is not known, or it is not written as keyword=value" : "a value is malformed";
        }
        catch (FormatException)
        {
            return "a value is malformed";
        }
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("*", "localhost").Replace("+", "localhost"), UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");
}
