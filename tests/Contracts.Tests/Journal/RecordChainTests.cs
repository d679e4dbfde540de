namespace Sync.Contracts.Tests.Journal;

/// <summary>The bytes under a hash are stored for ever: this one was computed from the description alone, by another program.</summary>
public sealed class RecordChainTests
{
    private const string Hash = "8aa7da18840326b2dfbf2ae7601508ab71894819123436a720296febbc2bf6e8";

    [Fact]
    public void The_hash_of_a_record_never_changes() => Assert.Equal(Hash, RecordChain.Compute(Record()).ToString());

    [Fact]
    public void A_record_is_made_with_the_hash_of_its_other_fields()
    {
        var r = Record() with { TraceParent = "t" };
        Assert.Equal(RecordChain.Seal(r), RecordChain.Make(
            r.PreviousHash, r.Entity, r.Version, r.RecordedAt, r.OccurredAt, r.Cause, r.Sequence, r.Fingerprint, r.Kind, r.Schema, r.Payload, r.TraceParent, r.CausationId, r.CorrelationId));
    }

    [Fact]
    public void What_is_spelled_is_hashed_alike_on_every_thread_and_again()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        HashInput.Text(buffer, "é€");
        Assert.Equal("0000000000000005c3a9e282ac", Convert.ToHexStringLower(buffer.WrittenSpan));
        Span<byte> hash = stackalloc byte[RecordHash.Size];
        for (var i = 0; i < 2; i++)
        {
            HashInput.Sha256(buffer, hash);
            Assert.Equal(System.Security.Cryptography.SHA256.HashData(buffer.WrittenSpan), hash.ToArray());
        }
    }

    [Theory]
    [InlineData(4_096)]
    [InlineData(4_097)]
    public void A_text_of_any_length_is_spelled_alike(int length)
    {
        var text = new string('€', length);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        HashInput.Text(buffer, text);
        Assert.Equal(3 * length, System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(buffer.WrittenSpan));
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan[sizeof(long)..]));
    }

    private static JournalRecord Record() => new(
        new EntityKey(EntityKinds.Stock, "P100/RM01/BOLT-M8"), 2, new DateTimeOffset(2026, 11, 23, 8, 0, 1, TimeSpan.Zero), new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(1)),
        new UpdateId("/adapters/erp/main", 0, "GR-1"), null, new Fingerprint(0x0102030405060708, 0xf0f1f2f3f4f5f6f7), "stock.moved", 1, "{\"é\":1}",
        RecordHash.Read([.. Enumerable.Range(0, 32).Select(static i => (byte)i)]), default, null, "", "c");
}
