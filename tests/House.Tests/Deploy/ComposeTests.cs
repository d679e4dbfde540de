namespace Sync.House.Tests.Deploy;

/// <summary>The compose file names what there is: roles, options, files, services and ports.</summary>
public sealed class ComposeTests
{
    private const string HttpPort = "5080";
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "compose");
    private static readonly Yaml Document = Yaml.Read(Path.Combine(Folder, "compose.yml")).Single();
    private static readonly Dictionary<string, Yaml> Services = Document["services"].Members.ToDictionary(static m => m.Key, static m => m.Value);

    private static IEnumerable<KeyValuePair<string, Yaml>> Ours => Services.Where(static s => s.Value["image"].Text == "orleanssync:local");

    [Fact]
    public void It_is_three_silos_two_gateways_and_an_adapter_process()
    {
        var roles = Ours.Select(static s => s.Value["command"].Texts).Select(static c => c[Array.IndexOf(c, "--roles") + 1]).Order().ToArray();
        Assert.Equal(["adapters", "gateway", "gateway", "silo", "silo", "silo"], roles);
    }

    [Fact]
    public void The_program_takes_every_start()
    {
        foreach (var (name, service) in Ours)
        {
            var environment = service["environment"].Map.ToDictionary(static p => p.Key, static p => p.Value.Replace("${POSTGRES_PASSWORD:?set it in .env}", "secret", StringComparison.Ordinal), StringComparer.Ordinal);
            Assert.DoesNotContain(environment.Values, static v => v.Contains("${", StringComparison.Ordinal));
            Assert.True(ProgramStart.Errors(service["command"].Texts, environment) is [], $"{name}: {string.Join("; ", ProgramStart.Errors(service["command"].Texts, environment))}");
            var health = service["healthcheck"]["test"].Texts;
            Assert.Equal(["CMD", "dotnet", "Sync.Silo.dll"], health[..3]);
            Assert.Empty(ProgramStart.CommandErrors(health[3..]));
        }
    }

    [Fact]
    public void Silos_are_reached_by_their_own_names()
    {
        var silos = Ours.Where(static s => s.Value["command"].Texts.Contains("silo")).ToArray();
        Assert.Equal(3, silos.Length);
        Assert.All(silos, static s => Assert.Contains($"--advertise {s.Key}", string.Join(' ', s.Value["command"].Texts), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_file_volume_and_service_that_is_named_is_there()
    {
        var volumes = Document["volumes"].Members.Select(static m => m.Key).ToArray();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, service) in Services)
        {
            foreach (var source in service["volumes"].Texts.Select(static v => v.Split(':')[0]))
            {
                if (!source.StartsWith('.')) Assert.Contains(source, volumes);
                else if (source != "./drop") Assert.True(Path.Exists(Path.Combine(Folder, source)), $"{name}: {source}");
                used.Add(source);
            }

            Assert.All(service["depends_on"].Members.Select(static m => m.Key).Concat(service["depends_on"].Texts), other => Assert.True(Services[other]["healthcheck"].IsThere || other == "prometheus"));
            var build = service["build"];
            if (build.IsThere) Assert.True(File.Exists(Path.Combine(Folder, build["context"].Text, build["dockerfile"].Text)));
        }

        Assert.All(volumes, volume => Assert.Contains(volume, used));
    }

    [Fact]
    public void What_is_published_is_on_loopback_and_leads_to_where_the_program_listens()
    {
        var ports = Ours.SelectMany(static s => s.Value["ports"].Texts).ToArray();
        Assert.Equal(2, ports.Length);
        Assert.All(ports, static p => Assert.EndsWith(":" + HttpPort, p, StringComparison.Ordinal));
        Assert.All(Services.Values.SelectMany(static s => s["ports"].Texts), static p => Assert.StartsWith("127.0.0.1:", p, StringComparison.Ordinal));
        Assert.Contains("ORLEANSSYNC_Urls=http://*:" + HttpPort, File.ReadAllText(Path.Combine(Repository.Root, "deploy", "docker", "Dockerfile")), StringComparison.Ordinal);
    }

    [Fact]
    public void Prometheus_asks_every_process_and_grafana_finds_its_board()
    {
        var scrape = Yaml.Read(Path.Combine(Repository.Root, "deploy", "prometheus", "prometheus.compose.yml")).Single();
        var targets = scrape["scrape_configs"].Items.SelectMany(static j => j["static_configs"].Items).SelectMany(static c => c["targets"].Texts).Order();
        Assert.Equal(Ours.Select(static s => $"{s.Key}:{HttpPort}").Order(), targets);
        Assert.Contains(Services["prometheus"]["command"].Texts, static a => a == "--config.file=/etc/prometheus/prometheus.compose.yml");

        var provisioning = Path.Combine(Repository.Root, "deploy", "grafana", "provisioning");
        var source = Yaml.Read(Path.Combine(provisioning, "datasources", "prometheus.yml")).Single()["datasources"].Items.Single();
        Assert.Equal("http://prometheus:9090", source["url"].Text);
        var folder = Yaml.Read(Path.Combine(provisioning, "dashboards", "orleanssync.yml")).Single()["providers"].Items.Single()["options"]["path"].Text;
        Assert.Contains(Services["grafana"]["volumes"].Texts, v => v.Split(':')[1].StartsWith(folder + "/", StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_is_built_once_and_looked_for_nowhere_else()
    {
        Assert.Equal("silo-1", Assert.Single(Ours, static s => s.Value["build"].IsThere).Key);
        Assert.All(Ours, static s => Assert.Equal(s.Value["build"].IsThere ? "" : "never", s.Value["pull_policy"].Text));
    }

    // Each pool may grow to its size, and a server without a free connection refuses the next.
    [Fact]
    public void The_server_has_room_for_every_pool()
    {
        var settings = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "postgres", "orleanssync.conf"));
        var room = int.Parse(settings.Single(static l => l.StartsWith("max_connections", StringComparison.Ordinal)).Split('=', '#')[1], System.Globalization.CultureInfo.InvariantCulture);
        var needed = Ours.Sum(static s => PoolSize(s.Value) * (s.Value["command"].Texts.Contains("silo") ? 2 : 1) + (s.Value["command"].Texts.Contains("silo") ? 4 : 0));
        Assert.InRange(needed + 3, 1, room);
    }

    [Fact]
    public void Passwords_come_from_outside()
    {
        var names = File.ReadAllLines(Path.Combine(Folder, "example.env")).Where(static l => l.Contains('=', StringComparison.Ordinal)).ToArray();
        Assert.All(names, static line => Assert.EndsWith("=", line, StringComparison.Ordinal));
        var text = File.ReadAllText(Path.Combine(Folder, "compose.yml"));
        Assert.All(names, line => Assert.Contains("${" + line[..^1] + ":?", text, StringComparison.Ordinal));
        Assert.Contains("/deploy/compose/.env", File.ReadAllLines(Path.Combine(Repository.Root, ".gitignore")));
    }

    private static int PoolSize(Yaml service) => new Npgsql.NpgsqlConnectionStringBuilder(service["environment"].Map["ORLEANSSYNC_Connection"]).MaxPoolSize;
}
