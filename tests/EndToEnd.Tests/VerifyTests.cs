using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>Somebody changes a stored record under the running system.</summary>
public sealed class VerifyTests
{
    private const string Position = "P100/RM01/BOLT-M8";
    private const string Entity = "stock/" + Position;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Damage_is_named_and_opens_a_case_and_once_it_is_mended_nothing_is_found(bool restarted)
    {
        using var data = new DataFolder();
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path);
        try
        {
            for (var i = 1; i <= 5; i++) Assert.Equal("Applied", (await api.PostUpdate(Events.Received($"GR-{i}", Position))).Verdict);
            Assert.Equal((0, 5), Found((await api.Post($"v1/verify?entity={Entity}")).Json));

            if (restarted) await system.DisposeAsync();
            Execute(data, "update journal set payload = payload || ' ' where version = 3 and entity = $entity");
            if (restarted) (system, api) = await RunningSystem.StartReadyAsync(data.Path);

            var pass = (await api.Post($"v1/verify?entity={Entity}")).Json;
            Assert.Equal((1, 2), Found(pass));
            var finding = pass.GetProperty("findings")[0];
            Assert.Equal((Entity, 3, "chain-broken"), (finding.GetProperty("entity").GetString(), finding.GetProperty("version").GetInt64(), finding.GetProperty("code").GetString()));
            Assert.Equal("chain-broken", (await CaseAsync(api)).GetProperty("reason").GetProperty("code").GetString());

            // The background pass finds it by itself.
            await api.Post("v1/verify");
            var last = await LastPassAsync(api);
            Assert.Equal((1, 0), (last.GetProperty("found").GetInt64(), last.GetProperty("failed").GetInt64()));
            var (code, told) = await Tools.TryAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "Sync.Silo.dll"), "verify", "--data", data.Path);
            Assert.Equal(1, code);
            Assert.Contains($"chain-broken: {Entity}: version 3", told, StringComparison.Ordinal);

            Execute(data, "update journal set payload = rtrim(payload) where version = 3 and entity = $entity");
            Assert.Equal((0, 5), Found((await api.Post($"v1/verify?entity={Entity}")).Json));
            Assert.Equal("Applied", (await api.PostUpdate(Events.Received("GR-6", Position))).Verdict);
            // Who changed it, and what was done with the number meanwhile, is for people to say.
            Assert.Equal("Open", (await CaseAsync(api)).GetProperty("status").GetString());
        }
        finally
        {
            await system.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_balance_that_the_movements_do_not_make_is_named()
    {
        using var data = new DataFolder();
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path);
        await using var running = system;
        for (var i = 1; i <= 3; i++) Assert.Equal("Applied", (await api.PostUpdate(Events.Received($"GR-{i}", Position))).Verdict);
        Execute(data, "delete from journal where version = 3 and entity = $entity");
        var pass = (await api.Post($"v1/verify?entity={Entity}")).Json;
        Assert.Equal((1, 2), Found(pass));
        Assert.Contains("version 3 was known once", pass.GetProperty("findings")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static (long Found, long Records) Found(JsonElement pass) => (pass.GetProperty("found").GetInt64(), pass.GetProperty("records").GetInt64());

    /// <summary>The case about the position; cases are listed a moment after they are open.</summary>
    private static async Task<JsonElement> CaseAsync(Api api)
    {
        for (var limit = Waits.Short; ; limit.ThrowIfCancellationRequested())
        {
            var cases = (await api.Get($"v1/cases?about={Entity}")).Json.GetProperty("cases");
            if (cases.GetArrayLength() > 0) return cases[0];
        }
    }

    private static async Task<JsonElement> LastPassAsync(Api api)
    {
        for (var limit = Waits.Short; ; limit.ThrowIfCancellationRequested())
        {
            var status = (await api.Get("v1/verify")).Json;
            if (!status.TryGetProperty("current", out _) && status.TryGetProperty("last", out var last) && last.GetProperty("found").GetInt64() > 0) return last;
        }
    }

    private static void Execute(DataFolder data, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={data.Journal};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$entity", Entity);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
