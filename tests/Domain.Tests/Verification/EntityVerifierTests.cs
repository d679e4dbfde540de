using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Domain.Tests.Stock;
using Sync.Domain.Verification;

namespace Sync.Domain.Tests.Verification;

public sealed class EntityVerifierTests
{
    private static readonly StockModel Model = new();
    private readonly Position _position = Moved();

    [Fact]
    public void Records_as_they_were_written_have_no_finding()
    {
        var verifier = New();
        Assert.All(_position.Records, r => Assert.Null(verifier.Add(r)));
        Assert.Equal((_position.View.Version, _position.Records[^1].Hash), (verifier.Version, verifier.Hash));
        Assert.Null(verifier.CompareBalances(Model.Balances(_position.State), "the live state"));
        Assert.Null(Snapshot(verifier, _position.Fold(_position.Records.Count)));
    }

    [Theory]
    [InlineData(0, "version 1 is missing")]
    [InlineData(2, "version 3 is missing")]
    public void A_record_that_was_removed_is_named(int at, string message) => FoundAt(_position.Records.Where((_, i) => i != at), at + 1, ErrorCodes.ChainBroken, message);

    [Fact]
    public void A_record_that_was_changed_is_named() =>
        FoundAt(Change(2, r => r with { Payload = r.Payload + " " }), 3, ErrorCodes.ChainBroken, "version 3 was changed");

    [Fact]
    public void A_record_that_was_changed_and_hashed_again_breaks_the_next_one() =>
        FoundAt(Change(2, r => RecordChain.Seal(r with { Payload = r.Payload + " " })), 4, ErrorCodes.ChainBroken, "version 4 does not chain");

    [Fact]
    public void A_record_of_another_entity_is_named() =>
        FoundAt(Change(1, r => RecordChain.Seal(r with { Entity = new EntityKey("stock", "P1/X/Y") })), 2, ErrorCodes.ChainBroken, "a record of stock/P1/X/Y");

    [Fact]
    public void A_whole_chain_that_was_written_anew_is_found_where_its_sums_part() =>
        FoundAt(Rewrite(2, r => r with { Payload = r.Payload.Replace("\"balance\":7", "\"balance\":9", StringComparison.Ordinal) }), 3, ErrorCodes.NotConserved, "has 10, -3 is moved, 9 is said");

    [Fact]
    public void An_event_that_nobody_can_read_is_named() =>
        FoundAt(Rewrite(3, r => r with { Payload = "{}" }), 4, ErrorCodes.ChainBroken, "version 4 cannot be read");

    [Fact]
    public void A_held_update_that_is_not_what_its_fingerprint_says_is_named()
    {
        _position.Item = null;
        _position.HeldFor(new StockUpdate.Received(new Quantity(1, Masters.Bolt.BaseUnit)));
        FoundAt(Rewrite(_position.Records.Count - 1, r => r with { Fingerprint = new Fingerprint(1, 2) }), _position.Records.Count, ErrorCodes.ChainBroken, "another content");
    }

    [Fact]
    public void A_snapshot_with_another_balance_is_found()
    {
        var verifier = New();
        foreach (var record in _position.Records) verifier.Add(record);
        var shorter = _position.Fold(2);
        var finding = verifier.CompareSnapshot(verifier.Hash, EntityReplay.SnapshotSchema(Model), EntityReplay.Save(Model, shorter));
        Assert.Equal((verifier.Version, ErrorCodes.NotConserved.Code), (finding!.Version, finding.Reason.Code));
        Assert.Equal(ErrorCodes.ChainBroken.Code, verifier.CompareSnapshot(default, EntityReplay.SnapshotSchema(Model), EntityReplay.Save(Model, shorter))!.Reason.Code);
    }

    [Fact]
    public void What_is_believed_and_did_not_move_is_found()
    {
        var verifier = New();
        foreach (var record in _position.Records) verifier.Add(record);
        var finding = verifier.CompareBalances([.. Model.Balances(_position.State), new AccountSum("L9/Available/self", 0, 4)], "the live state");
        Assert.Contains("L9/Available/self comes to 0 by its movements, the live state says 4", finding!.Reason.Message, StringComparison.Ordinal);
        Assert.NotNull(verifier.CompareBalances([], "the live state"));
    }

    [Fact]
    public void Verification_goes_on_where_the_archive_ends()
    {
        var old = _position.Fold(3);
        var verifier = New();
        Assert.Null(verifier.Begin(old.Version, old.Hash, EntityReplay.SnapshotSchema(Model), EntityReplay.Save(Model, old)));
        Assert.All(_position.Records.Skip(3), r => Assert.Null(verifier.Add(r)));
        Assert.Null(verifier.CompareBalances(Model.Balances(_position.State), "the live state"));
        Assert.NotNull(New().Begin(old.Version, old.Hash, 7, "{}"u8));
    }

    private static Position Moved()
    {
        var position = new Position();
        var unit = Masters.Bolt.BaseUnit;
        position.Moved(new StockUpdate.Received(new Quantity(10, unit)), hour: 1);
        position.Moved(new StockUpdate.Received(new Quantity(5, unit), new StockAccount(Status: StockStatus.Blocked)), hour: 2);
        position.Moved(new StockUpdate.Issued(new Quantity(3, unit)), hour: 3);
        position.Moved(new StockUpdate.Issued(new Quantity(1, unit)), hour: 4);
        position.Moved(new StockUpdate.Received(new Quantity(2, unit)), hour: 5);
        return position;
    }

    private static EntityVerifier<StockState> New() => new(Model, Masters.Key.ToEntity());

    private static VerifyFinding? Snapshot(EntityVerifier<StockState> verifier, EntityHead<StockState> head) =>
        verifier.CompareSnapshot(head.Hash, EntityReplay.SnapshotSchema(Model), EntityReplay.Save(Model, head));

    private static void FoundAt(IEnumerable<JournalRecord> records, long version, Sync.Contracts.ErrorCode code, string message)
    {
        var verifier = New();
        var finding = records.Select(verifier.Add).First(f => f is not null)!;
        Assert.Equal((version, code.Code), (finding.Version, finding.Reason.Code));
        Assert.Contains(message, finding.Reason.Message, StringComparison.Ordinal);
    }

    private IEnumerable<JournalRecord> Change(int at, Func<JournalRecord, JournalRecord> change) => _position.Records.Select((r, i) => i == at ? change(r) : r);

    /// <summary>As somebody does who knows how hashes are made.</summary>
    private IEnumerable<JournalRecord> Rewrite(int at, Func<JournalRecord, JournalRecord> change)
    {
        RecordHash hash = default;
        foreach (var record in Change(at, change))
        {
            var sealedAnew = RecordChain.Seal(record with { PreviousHash = hash });
            hash = sealedAnew.Hash;
            yield return sealedAnew;
        }
    }
}
