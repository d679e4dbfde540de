using System.Text.Json;
using Sync.Factory.Books;
using Sync.Factory.Plan;
using Sync.Factory.Receiving;
using Sync.Factory.Reporting;
using Sync.Factory.Running;
using Sync.Factory.Tests.Stub;

namespace Sync.Factory.Tests.Running;

/// <summary>A factory that plays against a stub system, with books in a folder of its own.</summary>
internal sealed class Play : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("factory-");

    private Play(StubSystem system) => System = system;

    public StubSystem System { get; }

    public string ReportFile => Path.Combine(_folder.FullName, "report.json");

    public StringWriter Output { get; } = new();

    public BooksFolder Folder => new(Path.Combine(_folder.FullName, "books"));

    public static async Task<Play> Begin() => new(await StubSystem.Start());

    /// <summary>Runs until the system has seen this many updates.</summary>
    public async Task<int> Run(int updates, Sabotage sabotage = Sabotage.None, CancellationToken abort = default, int rate = 5000, Func<FactoryOptions, FactoryOptions>? with = null)
    {
        using var stop = new CancellationTokenSource();
        // A run that hangs is a failure of the test, not of the build.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abort);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var reached = System.Reached(updates).ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        var options = Options() with { Rate = rate, Sabotage = sabotage };
        var code = await new FactoryRun(with?.Invoke(options) ?? options, new Output(Output, isTerminal: false, () => 80), TimeProvider.System).Execute(stop.Token, limit.Token);
        if (System.Broken is { } broken) throw new InvalidOperationException("the stub system broke", broken);
        if (stop.IsCancellationRequested) await reached;
        return code;
    }

    public FactoryOptions Options()
    {
        var key = Path.Combine(_folder.FullName, "operator.key");
        File.WriteAllText(key, StubSystem.Key + "\n");
        return new FactoryOptions
        {
            BaseUrl = System.Url, KeyFile = key, Books = Folder.Path, ReportFile = ReportFile, Settle = TimeSpan.FromSeconds(20),
        };
    }

    /// <summary>The report as the last run wrote it.</summary>
    public Report Written() => JsonSerializer.Deserialize(File.ReadAllText(ReportFile), ReportJson.Default.Report)!;

    /// <summary>The report over everything so far.</summary>
    public async Task<Report> Report()
    {
        using var http = Sending.SystemClientFactory.Connect(Options());
        var reader = new HttpSystemReader(new Factory.Sending.SystemClient(http), TimeProvider.System);
        return await new Witness(Folder, [.. FactoryWorld.Plants.Select(p => p.Id)], TimeProvider.System).Testify(reader, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await System.DisposeAsync();
        await Output.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
