using Sync.Contracts;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class IdentityTests : ComplianceTests
{
    [Fact]
    public async Task Records_are_found_by_source_epoch_and_message_id_in_their_entity_only()
    {
        var journal = await Store.OpenAsync();
        var (chain, other) = (Chain.New(), Chain.New());
        UpdateId a = new("/erp", 0, "4711"), b = new("/erp", 1, "4711"), c = new("/mes", 0, "4711");
        var first = chain.Next(r => r with { Cause = a });
        var second = chain.Next(r => r with { Cause = b, Kind = "stock.counted" });
        var third = chain.Next(r => r with { Cause = a, Kind = "stock.corrected" });
        await new Chain(chain.Entity).Open(journal).AppendAsync([first, second, third]);
        await other.Open(journal).AppendAsync([other.Next(r => r with { Cause = c })]);

        var marks = await journal.Journal.FindAsync(chain.Entity, [a, b, c, new UpdateId("/erp", 0, "no such"), new UpdateId("/no such", 0, "4711"), a]);

        Assert.Equal(
            [Mark(first), Mark(second), Mark(third)],
            marks.OrderBy(static mark => mark.Version));
        Assert.Equal([c], (await journal.Journal.FindAsync(other.Entity, [c, a])).Select(static mark => mark.Id));
        Assert.Empty(await journal.Journal.FindAsync(chain.Entity, []));

        static IdentityMark Mark(JournalRecord record) => new(record.Cause, record.Fingerprint, record.Version, record.Kind, record.Sequence);
    }

    [Fact]
    public async Task Identity_is_exact_to_the_letter()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        await chain.Open(journal).AppendAsync([chain.Next(static r => r with { Cause = new UpdateId("/erp", 0, "Abc") })]);
        Assert.Empty(await journal.Journal.FindAsync(chain.Entity, [new("/erp", 0, "abc"), new("/ERP", 0, "Abc"), new("/erp", 0, "Abc "), new("/erp", 2, "Abc")]));
    }
}

public sealed class SqliteIdentityTests : IdentityTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresIdentityTests(PostgresFixture fixture) : IdentityTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}
