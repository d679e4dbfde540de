using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Sync.EndToEnd.Tests.Support;
using Sync.Journal.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>A backup made while updates flow, as the guide says, holds everything that was answered before it began; what is restored verifies,
/// and its feed loses and repeats nothing.</summary>
public sealed class BackupTests
{
    private const int Positions = 40;

    [Fact]
    public async Task A_dump_under_load_is_restored_on_another_server()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed");
        using var data = new DataFolder();
        using var subscriber = new WebhookStub();
        await using var before = await PostgresServer.StartNewAsync();
        var dump = data.File("orleanssync.dump");
        Load load;
        await using (var first = StartOn(before, data))
        {
            var api = new Api(await first.ReadyAsync(), await File.ReadAllTextAsync(data.File("operator.key"), Waits.Short));
            await api.Put("v1/subscriptions/old", Subscription(subscriber));
            load = await Load.AroundAsync(api, () => Pg(before, "pg_dump", "-Fc", "-f", dump, "-d", "postgres"));
            await first.KillAsync();
        }

        await using var after = await PostgresServer.StartNewAsync();
        await Pg(after, "pg_restore", "--exit-on-error", "-d", "postgres", dump);
        await VerifiesAsync("--storage", "postgres", "--connection", after.ConnectionString, "--data", data.Path);
        await using var second = StartOn(after, data);
        await HoldsAsync(new Api(await second.ReadyAsync(), await File.ReadAllTextAsync(data.File("operator.key"), Waits.Short)), load, subscriber);
        await VerifiesAsync("--storage", "postgres", "--connection", after.ConnectionString, "--data", data.Path);
    }

    [Fact]
    public async Task A_backup_of_both_files_under_load_is_restored_in_another_folder()
    {
        using var data = new DataFolder();
        using var restored = new DataFolder();
        using var subscriber = new WebhookStub();
        Load load;
        var (first, api) = await RunningSystem.StartReadyAsync(data.Path);
        await using (first)
        {
            await api.Put("v1/subscriptions/old", Subscription(subscriber));
            load = await Load.AroundAsync(api, () => Task.Run(() =>
            {
                foreach (var file in new[] { "orleans.db", "journal.db" }) Copy(data.File(file), restored.File(file));
            }));
            await first.KillAsync();
        }

        File.Copy(data.File("operator.key"), restored.File("operator.key"));
        await VerifiesAsync("--data", restored.Path);
        var (second, again) = await RunningSystem.StartReadyAsync(restored.Path);
        await using var running = second;
        await HoldsAsync(again, load, subscriber);
    }

    /// <summary>Everything that was answered before the backup began is a duplicate; everything is there once when it was sent again;
    /// a follower from the beginning is told each record once and in order, and the old one misses none.</summary>
    private static async Task HoldsAsync(Api api, Load load, WebhookStub old)
    {
        var verdicts = new List<string>();
        foreach (var (id, position) in load.Before) verdicts.Add((await api.PostUpdate(Events.Received(id, position))).Verdict);
        Assert.NotEmpty(verdicts);
        Assert.All(verdicts, static v => Assert.Equal("Duplicate", v));
        foreach (var (id, position) in load.All) Assert.Contains((await api.PostUpdate(Events.Received(id, position))).Verdict, new[] { "Applied", "Duplicate" });

        using var follower = new WebhookStub();
        await api.Put("v1/subscriptions/new", Subscription(follower));
        var perPosition = load.All.GroupBy(static u => u.Position).ToDictionary(static g => g.Key, static g => g.Count());
        foreach (var (position, count) in perPosition)
            Assert.Equal(5m * count, (await api.Position(position, count)).GetProperty("onHand").GetDecimal());

        var told = new List<string>();
        while (told.Count < load.All.Count) told.Add((await follower.NextAsync()).Id);
        var expected = perPosition.SelectMany(static p => Enumerable.Range(1, p.Value).Select(v => $"stock/{p.Key}@{v}")).ToArray();
        Assert.Equal(expected.Order(), told.Order());
        Assert.All(told.GroupBy(static id => id.Split('@')[0]), static key => Assert.Equal(key.Select(static id => int.Parse(id.Split('@')[1])).Order(), key.Select(static id => int.Parse(id.Split('@')[1]))));

        var missing = expected.ToHashSet(StringComparer.Ordinal);
        while (missing.Count > 0) missing.Remove((await old.NextAsync()).Id);
    }

    private static RunningSystem StartOn(PostgresServer server, DataFolder data) =>
        RunningSystem.Start("--storage", "postgres", "--connection", server.ConnectionString, "--data", data.Path, "--urls", "http://127.0.0.1:0");

    private static string Subscription(WebhookStub subscriber) => $$"""{"url":"{{subscriber.Url}}","filter":{"kinds":["stock"]},"start":"Beginning"}""";

    private static Task Pg(PostgresServer server, string program, params string[] arguments) =>
        Tools.RunAsync(Path.Combine(PostgresServer.Binaries!, program), ["-h", "127.0.0.1", "-p", $"{server.Port}", "-U", "postgres", .. arguments]);

    private static async Task VerifiesAsync(params string[] arguments)
    {
        var (code, told) = await Tools.TryAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "Sync.Silo.dll"), "verify", .. arguments]);
        Assert.True(code == 0, told);
    }

    /// <summary>As <c>.backup</c> of SQLite's own shell does it.</summary>
    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Mode=ReadOnly;Pooling=False");
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    /// <summary>Updates that were answered around a backup.</summary>
    private sealed class Load
    {
        private const int Senders = 4;
        private const int Least = 60;
        private readonly ConcurrentQueue<(string Id, string Position)> _answered = new();
        private readonly SemaphoreSlim _answers = new(0);
        private int _next;

        /// <summary>Those whose answer was there before the backup began.</summary>
        public IReadOnlyList<(string Id, string Position)> Before { get; private set; } = [];

        public IReadOnlyCollection<(string Id, string Position)> All => _answered;

        /// <summary>Sends before, while and after something is done.</summary>
        public static async Task<Load> AroundAsync(Api api, Func<Task> backup)
        {
            var load = new Load();
            using var stop = new CancellationTokenSource();
            var senders = Enumerable.Range(0, Senders).Select(_ => load.SendAsync(api, stop.Token)).ToArray();
            await load.MoreAsync();
            load.Before = [.. load._answered];
            await backup();
            await load.MoreAsync();
            await stop.CancelAsync();
            await Task.WhenAll(senders);
            return load;
        }

        private async Task MoreAsync()
        {
            while (_answers.CurrentCount > 0) await _answers.WaitAsync(Waits.Short);
            for (var i = 0; i < Least; i++) await _answers.WaitAsync(Waits.Short);
        }

        private async Task SendAsync(Api api, CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                var n = Interlocked.Increment(ref _next);
                var (id, position) = ($"GR-{n}", $"P100/RM01/ITEM-{n % Positions}");
                Assert.Equal("Applied", (await api.PostUpdate(Events.Received(id, position))).Verdict);
                _answered.Enqueue((id, position));
                _answers.Release();
            }
        }
    }
}
