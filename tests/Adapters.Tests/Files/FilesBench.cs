using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Sync.Adapters.Tests.Files;

/// <summary>A drop folder on disk, worked off by the adapter's own parts, with a clock that only the test moves.</summary>
internal sealed class FilesBench : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _root = Directory.CreateTempSubdirectory("orleanssync-files-").FullName;

    public FilesBench(Action<FilesOptions>? configure = null, string? mapping = null, string? plant = null, string? zone = null, string name = "test")
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IUpdateDoor>(Door);
        services.AddSyncAdapters();
        // No pause between attempts: the clock stands still unless a test moves it.
        services.Configure<FilesOptions>(o => o.RetryDelay = TimeSpan.Zero);
        if (configure is not null) services.Configure(configure);
        _services = services.BuildServiceProvider();
        Options = new FolderOptions { Path = Path("drop"), Name = name, Plant = plant, TimeZone = zone };
        if (mapping is not null)
        {
            Options.Mapping = Path("mapping.json");
            File.WriteAllText(Options.Mapping, mapping);
        }

        Folder = new DropFolder(Options);
        Folder.Create();
        Restart();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 7, 15, 0, TimeSpan.Zero));

    public FakeDoor Door { get; } = new();

    public FolderOptions Options { get; }

    public DropFolder Folder { get; }

    public FolderWatch Watch { get; private set; } = null!;

    public FolderRunner Runner { get; private set; } = null!;

    public string[] Done => Names("done");

    public string[] Failed => Names("failed");

    public string[] UnderWay => Names("work");

    /// <summary>What a new start of the program has: nothing but what lies in the folder.</summary>
    public void Restart()
    {
        var options = _services.GetRequiredService<IOptions<FilesOptions>>().Value;
        Watch = new FolderWatch(Folder, options.SettleTime, Clock);
        Runner = new FolderRunner(Folder, Watch, _services.GetRequiredService<FileHandler>(), options, Clock, NullLogger.Instance);
    }

    public string Path(params string[] names) => System.IO.Path.Combine([_root, .. names]);

    public void Drop(string name, string text) => Drop(name, Encoding.UTF8.GetBytes(text));

    public void Drop(string name, byte[] bytes) => File.WriteAllBytes(Path("drop", name), bytes);

    /// <summary>Two looks with the settle time between them.</summary>
    public async Task Run(CancellationToken cancellation = default)
    {
        await Runner.RunOnceAsync(cancellation);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await Runner.RunOnceAsync(cancellation);
    }

    public async Task<JsonElement> Take(string name, string text, string outcome = "done")
    {
        Drop(name, text);
        var known = Names(outcome);
        await Run();
        return Report(outcome, Assert.Single(Names(outcome).Except(known), n => n.EndsWith(".report.json", StringComparison.Ordinal)));
    }

    public JsonElement Report(string outcome, string name) => JsonElement.Parse(Text(outcome, name.EndsWith(".report.json", StringComparison.Ordinal) ? name : name + ".report.json"));

    public string Text(string outcome, string name) => File.ReadAllText(Path("drop", outcome, name));

    public static string Verdicts(JsonElement report) =>
        string.Join(", ", report.GetProperty("verdicts").EnumerateObject().Select(v => $"{v.Value.GetInt64()} {v.Name}"));

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private string[] Names(string folder) => [.. Directory.EnumerateFileSystemEntries(Path("drop", folder)).Select(p => System.IO.Path.GetFileName(p)!).Order(StringComparer.Ordinal)];
}
