using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

/// <summary>A document that is forgotten, because as many others as are remembered have open claims, and reversals that have to do with it.</summary>
public sealed class ClaimForgettingTests
{
    private const string Wms = "/adapters/wms/main";
    private static readonly DocumentReference Order = new("po", "4500012345", "10");
    private readonly Position _position = new() { Plant = Owned(Wms) };

    [Fact]
    public void Reversals_that_waited_for_their_claim_settle_it_also_when_earlier_reports_on_the_document_are_forgotten()
    {
        _position.HeldFor(new StockUpdate.Reversed("c1", Ea(1)), 2, "r1");
        _position.HeldFor(new StockUpdate.Reversed("c1", Ea(2)), 2, "r2");
        _position.Moved(Received(10), 1, "o1", Wms);
        Forget();
        _position.Applied<StockEvent.Claimed>(Received(3), 30, "c1");
        Assert.Equal((0, 0, ClaimBook.Kept, 0), Open());
        Assert.DoesNotContain(_position.Read.Claims, c => c.Reference == Order);
    }

    [Fact]
    public void A_claimed_reversal_that_waited_for_its_movement_is_matched_to_what_was_forgotten()
    {
        _position.HeldFor(new StockUpdate.Reversed("o2", ReversesSource: Wms), 2, "r1");
        _position.Moved(Received(10), 1, "o1", Wms);
        Forget();
        _position.Moved(Received(5), 40, "o2", Wms);
        Assert.Equal((0, 1, ClaimBook.Kept, 1), Open());
    }

    [Fact]
    public void A_reversal_of_what_is_forgotten_is_not_taken_for_a_report_of_its_own_after_a_restart()
    {
        _position.Moved(Received(10), 1, "o1", Wms);
        _position.Applied<StockEvent.Claimed>(Received(10), 1, "c1");
        Forget();
        var version = _position.Records.Count;
        _position.Moved(new StockUpdate.Reversed("o1"), 50, "r1", Wms);
        _position.RestartFrom(version);
        Assert.Equal([ReceiptFlags.Claim], _position.Applied<StockEvent.Claimed>(Received(7), 60, "c2").Flags!.Value);
        Assert.Equal((0, 1, ClaimBook.Kept + 1, 2), Open());
    }

    private static StockUpdate.Received Received(decimal quantity, DocumentReference? reference = null) => new(Ea(quantity), Reference: reference ?? Order);

    private void Forget()
    {
        for (var i = 0; i < ClaimBook.Kept; i++) _position.Say(Received(1, Order with { Number = $"{i}" }), 100);
        _position.Compact();
        Assert.DoesNotContain(_position.State.Claims!.Groups, g => g.Subject.Reference == Order);
    }

    /// <summary>What is held, what differs, what waits; and how often the whole history was asked for.</summary>
    private (int Held, int Differing, int Waiting, int Refolds) Open() =>
        (_position.Read.Held, _position.State.Claims!.Differing, _position.State.Claims.Waiting, _position.Refolds);
}
