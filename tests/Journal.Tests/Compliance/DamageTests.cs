using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class DamageTests : ComplianceTests
{
    [Theory]
    [InlineData("delete from journal where version = 3", "version 3 is missing")]
    [InlineData("delete from journal where version = 1", "version 1 is missing")]
    [InlineData("update journal set payload = '{}' where version = 4", "version 4 was changed")]
    [InlineData("update journal set message_id = 'x' where version = 2", "version 2 was changed")]
    [InlineData("update journal set occurred_offset = 60 where version = 2", "version 2 was changed")]
    [InlineData("update journal set previous_hash = hash where version = 5", "version 5 does not chain")]
    [InlineData("update journal set source = source + 1000 where version = 5", "source 1001")]
    public async Task Damage_is_found_when_the_entity_is_loaded(string damage, string names)
    {
        var chain = Chain.New();
        var journal = await Store.OpenAsync();
        await chain.WriteAsync(journal, 5);
        await Store.ExecuteAsync(damage);
        var error = await Assert.ThrowsAsync<JournalCorruptException>(() => journal.Journal.LoadAsync(chain.Entity));
        Assert.Contains(names, error.Message, StringComparison.Ordinal);
    }
}

public sealed class SqliteDamageTests : DamageTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresDamageTests(PostgresFixture fixture) : DamageTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}
