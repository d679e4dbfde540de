namespace Sync.Contracts.Tests.Journal;

/// <summary>The bytes under a hash are stored for ever: this one was computed from the description alone, by another program.</summary>
public sealed class RecordChainTests
{
    [Fact]
    public void The_hash_of_a_record_never_changes()
    {
        var record = new JournalRecord(
            new EntityKey(EntityKinds.Stock, "P100/RM01/BOLT-M8"), 2, new DateTimeOffset(2026, 11, 23, 8, 0, 1, TimeSpan.Zero), new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(1)),
            new UpdateId("/adapters/erp/main", 0, "GR-1"), null, new Fingerprint(0x0102030405060708, 0xf0f1f2f3f4f5f6f7), "stock.moved", 1, "{\"é\":1}",
            RecordHash.Read([.. Enumerable.Range(0, 32).Select(static i => (byte)i)]), default, null, "", "c");
        Assert.Equal("8aa7da18840326b2dfbf2ae7601508ab71894819123436a720296febbc2bf6e8", RecordChain.Compute(record).ToString());
    }
}
