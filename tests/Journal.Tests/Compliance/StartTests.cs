using Microsoft.Extensions.Options;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class StartTests : ComplianceTests
{
    [Fact]
    public async Task Another_number_of_lanes_is_refused_with_the_cure()
    {
        var journal = await Store.OpenAsync(static options => options.Lanes = 32);
        Assert.Equal(32, journal.Journal.LaneCount);
        await journal.StopAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Store.OpenAsync(static options => options.Lanes = 64));
        Assert.Contains("Set Journal:Lanes to 32", error.Message, StringComparison.Ordinal);
        await Store.OpenAsync(static options => options.Lanes = 32);
    }

    [Fact]
    public async Task A_schema_of_a_newer_program_is_refused()
    {
        await (await Store.OpenAsync()).StopAsync();
        await Store.ExecuteAsync("insert into schema_version (component, version) values ('journal', 99)");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Store.OpenAsync());
        Assert.Contains("99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_that_start_at_once_on_an_empty_store_agree()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store.OpenAsync())));
        foreach (var journal in journals) await Chain.New().WriteAsync(journal, 1);
        Assert.Equal(4, (await journals[0].Feed.ReadToEndAsync()).Count);
    }

    [Fact]
    public async Task Wrong_options_are_all_named_at_once()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => Store.OpenAsync(static options =>
        {
            options.Lanes = 0;
            options.Writers = 17;
            options.QueueLimit = 1;
            options.BatchLimit = 0;
            options.Schema = "no-such; drop";
        }));
        Assert.Equal(5, error.Failures.Count());
        Assert.All(error.Failures, static failure => Assert.Contains("set it", failure, StringComparison.Ordinal));
    }
}

public sealed class SqliteStartTests : StartTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresStartTests(PostgresFixture fixture) : StartTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}
