using System.Diagnostics;

namespace Sync.House.Tests.Deploy;

/// <summary>The manifests fit the program, and each other.</summary>
public sealed class KubernetesTests
{
    private const string Name = "app.kubernetes.io/name";
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "kubernetes");
    private static readonly Yaml Base = Yaml.Read(Path.Combine(Folder, "base", "kustomization.yaml")).Single();
    private static readonly Yaml[] Objects = [.. Base["resources"].Texts.SelectMany(static file => Yaml.Read(Path.Combine(Folder, "base", file)))];

    private static IEnumerable<Yaml> Workloads => Objects.Where(static o => o["spec"]["template"].IsThere);

    private static Dictionary<string, string> Settings => Base["configMapGenerator"].Items.Single()["literals"].Texts.Select(static l => l.Split('=', 2)).ToDictionary(static p => p[0], static p => p[1]);

    [Fact]
    public void Every_file_stands_in_a_kustomization_and_every_file_named_is_there()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "kustomization.yaml", SearchOption.AllDirectories))
        {
            var (folder, kustomization) = (Path.GetDirectoryName(file)!, Yaml.Read(file).Single());
            var named = kustomization["resources"].Texts.Concat(kustomization["patches"].Items.Select(static p => p["path"].Text)).ToArray();
            Assert.All(named, name => Assert.True(Path.Exists(Path.Combine(folder, name)), name));
            Assert.All(Directory.EnumerateFiles(folder, "*.yaml").Select(Path.GetFileName).Where(static n => n != "kustomization.yaml"), name => Assert.Contains(name, named));
        }
    }

    [Fact]
    public void The_program_takes_every_start()
    {
        Assert.Equal(3, Workloads.Count());
        foreach (var container in Workloads.Select(static w => w["spec"]["template"]["spec"]["containers"].Items.Single()))
        {
            var environment = Settings;
            foreach (var variable in container["env"].Items)
                environment[variable["name"].Text] = variable["value"].IsThere ? variable["value"].Text : Given(variable["valueFrom"]);
            environment["KUBERNETES_SERVICE_HOST"] = "10.0.0.1";
            Assert.Empty(ProgramStart.Errors(container["args"].Texts, environment));
            Assert.Equal(container["name"].Text, container["args"].Texts[1]);
        }
    }

    [Fact]
    public void Probes_ask_what_the_program_answers()
    {
        foreach (var container in Workloads.Select(static w => w["spec"]["template"]["spec"]["containers"].Items.Single()))
        {
            Assert.Equal("/health/live", container["livenessProbe"]["httpGet"]["path"].Text);
            Assert.Equal("/health/live", container["startupProbe"]["httpGet"]["path"].Text);
            Assert.Equal("/health/ready", container["readinessProbe"]["httpGet"]["path"].Text);
            var ports = container["ports"].Items.ToDictionary(static p => p["name"].Text, static p => p["containerPort"].Text);
            Assert.All(new[] { "livenessProbe", "startupProbe", "readinessProbe" }, probe => Assert.Equal("5080", ports[container[probe]["httpGet"]["port"].Text]));
        }

        Assert.EndsWith(":5080", Settings["ORLEANSSYNC_Urls"], StringComparison.Ordinal);
        var program = string.Join('\n', Repository.Sources("Silo", "Gateway").Select(File.ReadAllText));
        Assert.Contains("MapGet(\"/health/live\"", program, StringComparison.Ordinal);
        Assert.Contains("MapHealthChecks($\"{Prefix}/ready\"", program, StringComparison.Ordinal);
    }

    [Fact]
    public void Selectors_find_their_pods_and_ports()
    {
        var labels = Workloads.ToDictionary(static w => w["spec"]["template"]["metadata"]["labels"].Map[Name], static w => w);
        foreach (var thing in Objects)
        {
            foreach (var selector in Selectors(thing["spec"])) Assert.Contains(selector, labels.Keys);
            foreach (var port in thing["spec"]["ports"].Items)
                Assert.Contains(port["targetPort"].Text, Ports(labels[thing["spec"]["selector"].Map[Name]]).Keys);
            if (thing["kind"].Text != "NetworkPolicy") continue;
            var open = Ports(labels[thing["spec"]["podSelector"]["matchLabels"].Map[Name]]);
            Assert.All(thing["spec"]["ingress"].Items.SelectMany(static rule => rule["ports"].Items), port => Assert.Contains(port["port"].Text, open.Keys));
        }

        var silo = labels["orleanssync-silo"];
        Assert.Contains(Objects, o => o["kind"].Text == "Service" && o["metadata"]["name"].Text == silo["spec"]["serviceName"].Text);
        Assert.All(labels.Keys, name => Assert.Contains(Objects, o => o["kind"].Text == "NetworkPolicy" && o["metadata"]["name"].Text == name));
        var arguments = silo["spec"]["template"]["spec"]["containers"].Items.Single()["args"].Texts;
        Assert.Equal(Ports(silo)["silo"], arguments[Array.IndexOf(arguments, "--silo-port") + 1]);
        Assert.Equal(Ports(silo)["clients"], arguments[Array.IndexOf(arguments, "--gateway-port") + 1]);
        Assert.Equal("orleanssync-silo", Objects.Single(static o => o["kind"].Text == "PodDisruptionBudget" && o["spec"]["maxUnavailable"].Text == "1")["spec"]["selector"]["matchLabels"].Map[Name]);
    }

    [Fact]
    public void Volumes_accounts_and_settings_that_are_used_exist()
    {
        var accounts = Named("ServiceAccount");
        var claims = Named("PersistentVolumeClaim");
        foreach (var workload in Workloads)
        {
            var pod = workload["spec"]["template"]["spec"];
            var container = pod["containers"].Items.Single();
            var volumes = pod["volumes"].Items.Select(static v => v["name"].Text).Concat(workload["spec"]["volumeClaimTemplates"].Items.Select(static v => v["metadata"]["name"].Text)).Order();
            Assert.Equal(container["volumeMounts"].Items.Select(static m => m["name"].Text).Order(), volumes);
            Assert.Contains(container["volumeMounts"].Items, static m => m["mountPath"].Text == Settings["ORLEANSSYNC_Data"]);
            Assert.All(pod["volumes"].Items.Where(static v => v["persistentVolumeClaim"].IsThere), v => Assert.Contains(v["persistentVolumeClaim"]["claimName"].Text, claims));
            Assert.Contains(pod["serviceAccountName"].Text, accounts);
            Assert.Equal([Base["configMapGenerator"].Items.Single()["name"].Text], container["envFrom"].Items.Select(static e => e["configMapRef"]["name"].Text));
            Assert.Equal(Base["images"].Items.Single()["name"].Text, container["image"].Text);
            Assert.True(container["resources"]["requests"]["cpu"].IsThere && container["resources"]["limits"]["memory"].IsThere);
            Assert.Equal("true", container["securityContext"]["readOnlyRootFilesystem"].Text);
            Assert.Equal("true", pod["securityContext"]["runAsNonRoot"].Text);
        }

        var edge = Workloads.Where(static w => w["spec"]["template"]["spec"]["serviceAccountName"].Text == "orleanssync-edge").ToArray();
        Assert.Equal(2, edge.Length);
        Assert.All(edge, static w => Assert.Equal("false", w["spec"]["template"]["spec"]["automountServiceAccountToken"].Text));
    }

    [Fact]
    public void Silos_may_do_with_pods_what_the_engine_does_and_carry_its_labels()
    {
        var binding = Objects.Single(static o => o["kind"].Text == "RoleBinding");
        var role = Objects.Single(o => o["kind"].Text == "Role" && o["metadata"]["name"].Text == binding["roleRef"]["name"].Text);
        Assert.Equal(["get", "list", "patch", "watch"], role["rules"].Items.Single()["verbs"].Texts.Order());
        Assert.Equal(["pods"], role["rules"].Items.Single()["resources"].Texts);
        var silo = Workloads.Single(static w => w["kind"].Text == "StatefulSet")["spec"]["template"];
        Assert.Equal(binding["subjects"].Items.Single()["name"].Text, silo["spec"]["serviceAccountName"].Text);
        Assert.Equal(Settings["ORLEANSSYNC_Orleans__ClusterId"], silo["metadata"]["labels"].Map["orleans/clusterId"]);
        Assert.Equal(Settings["ORLEANSSYNC_Orleans__ServiceId"], silo["metadata"]["labels"].Map["orleans/serviceId"]);
    }

    [Fact]
    public void Secrets_are_named_where_they_are_explained_and_none_is_in_the_files()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "deploy.md"));
        var pods = Workloads.Select(static w => w["spec"]["template"]["spec"]).ToArray();
        var secrets = pods.SelectMany(static p => p["containers"].Items.Single()["env"].Items).Select(static v => v["valueFrom"]["secretKeyRef"]["name"].Text)
            .Concat(pods.SelectMany(static p => p["volumes"].Items).Select(static v => v["secret"]["secretName"].Text)).Where(static n => n.Length > 0).Distinct().ToArray();
        Assert.Equal(["orleanssync-database", "orleanssync-operator"], secrets.Order());
        Assert.All(secrets, name => Assert.Contains($"create secret generic {name}", guide, StringComparison.Ordinal));
        Assert.DoesNotContain(Objects, static o => o["kind"].Text == "Secret");
    }

    [Fact]
    public void Certificates_are_mounted_where_the_program_is_told_to_read_them()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "deploy.md"));
        var folder = Path.Combine(Folder, "components", "tls");
        var patches = Yaml.Read(Path.Combine(folder, "kustomization.yaml")).Single()["patches"].Items.Select(p => Yaml.Read(Path.Combine(folder, p["path"].Text)).Single()).ToArray();
        Assert.Equal(Workloads.Select(static w => (w["kind"].Text, w["metadata"]["name"].Text)).Order(), patches.Select(static p => (p["kind"].Text, p["metadata"]["name"].Text)).Order());
        foreach (var pod in patches.Select(static p => p["spec"]["template"]["spec"]))
        {
            var container = pod["containers"].Items.Single();
            var variable = container["env"].Items.Single();
            Assert.True(ProgramStart.IsSetting(variable["name"].Text));
            Assert.Equal(variable["value"].Text, container["volumeMounts"].Items.Single()["mountPath"].Text);
            Assert.Equal(container["volumeMounts"].Items.Single()["name"].Text, pod["volumes"].Items.Single()["name"].Text);
            Assert.Contains(Workloads, w => w["spec"]["template"]["spec"]["containers"].Items.Single()["name"].Text == container["name"].Text);
            Assert.Contains($"`{pod["volumes"].Items.Single()["secret"]["secretName"].Text}`", guide, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Kustomize_builds_the_example()
    {
        Assert.SkipUnless(Path.Exists("/usr/bin/kubectl"), "kubectl is not installed");
        using var kubectl = Process.Start(new ProcessStartInfo("/usr/bin/kubectl", ["kustomize", Path.Combine(Folder, "overlays", "production")]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var error = kubectl.StandardError.ReadToEndAsync();
        var built = Yaml.Parse(await kubectl.StandardOutput.ReadToEndAsync());
        await kubectl.WaitForExitAsync();
        Assert.True(kubectl.ExitCode == 0, await error);
        Assert.All(built.Where(static o => o["kind"].Text != "Namespace"), static o => Assert.Equal("orleanssync", o["metadata"]["namespace"].Text));
        var silo = built.Single(static o => o["kind"].Text == "StatefulSet")["spec"]["template"]["spec"]["containers"].Items.Single();
        Assert.Equal("registry.example.com/orleanssync:0.1.0", silo["image"].Text);
        Assert.Equal("8Gi", silo["resources"]["limits"]["memory"].Text);
        Assert.Equal("/health/ready", silo["readinessProbe"]["httpGet"]["path"].Text);
    }

    private static string Given(Yaml from) => (from["secretKeyRef"].IsThere, from["fieldRef"]["fieldPath"].Text) switch
    {
        (true, _) => "Host=db;Database=orleanssync",
        (_, "status.podIP") => "10.1.2.3",
        _ => "x",
    };

    private static IEnumerable<string> Selectors(Yaml spec)
    {
        if (spec["selector"].Map.TryGetValue(Name, out var direct) && direct.Length > 0) yield return direct;
        var places = new[] { spec["selector"], spec["podSelector"] }
            .Concat(spec["ingress"].Items.SelectMany(static r => r["from"].Items).Select(static f => f["podSelector"]))
            .Concat(spec["egress"].Items.SelectMany(static r => r["to"].Items).Select(static f => f["podSelector"]));
        foreach (var place in places)
            if (place["matchLabels"].Map.TryGetValue(Name, out var name)) yield return name;
    }

    private static Dictionary<string, string> Ports(Yaml workload) =>
        workload["spec"]["template"]["spec"]["containers"].Items.Single()["ports"].Items.ToDictionary(static p => p["name"].Text, static p => p["containerPort"].Text);

    private static string[] Named(string kind) => [.. Objects.Where(o => o["kind"].Text == kind).Select(static o => o["metadata"]["name"].Text)];
}
