using Sync.Factory.Books;
using Sync.Factory.Reporting;
using static Sync.Factory.Tests.Reporting.MadeUp;

namespace Sync.Factory.Tests.Reporting;

public sealed class DeliveryCheckTests
{
    private readonly Findings _findings = new();
    private readonly PositionEvidence _evidence = Evidence(Record(1, "A", 5, 5), Record(2, "B", 3, 8), Record(3, "C", 1, 9));

    [Fact]
    public void Everything_once_in_order_is_fine()
    {
        DeliveryCheck.Run(_evidence, All(_evidence), _findings);

        Assert.Equal(0, _findings.Total);
    }

    [Fact]
    public void A_record_that_was_not_delivered_is_lost()
    {
        DeliveryCheck.Run(_evidence, All(_evidence).RemoveAt(1), _findings);

        Assert.Equal(1, _findings[Fault.Lost]);
        Assert.Equal(1, _findings.Total);
    }

    [Fact]
    public void A_record_delivered_under_two_ids_is_doubled()
    {
        DeliveryCheck.Run(_evidence, [.. All(_evidence), Delivered(_evidence.History[1], "other")], _findings);

        Assert.Equal(1, _findings[Fault.Doubled]);
        Assert.Equal(1, _findings.Total);
    }

    [Fact]
    public void Exchanged_order_is_noticed()
    {
        var all = All(_evidence);

        DeliveryCheck.Run(_evidence, [all[0], all[2], all[1]], _findings);

        Assert.Equal(1, _findings[Fault.OutOfOrder]);
        Assert.Equal(1, _findings.Total);
    }

    [Fact]
    public void A_delivery_that_the_history_does_not_know_is_lost_by_the_system()
    {
        DeliveryCheck.Run(_evidence, [.. All(_evidence), Delivered(Record(4, "D", 1, 10))], _findings);

        Assert.Equal(1, _findings[Fault.Lost]);
    }

    [Fact]
    public void Other_content_than_recorded_is_a_mismatch()
    {
        var all = All(_evidence);

        DeliveryCheck.Run(_evidence, [all[0], all[1] with { Change = all[1].Change with { Content = 99 } }, all[2]], _findings);

        Assert.Equal(1, _findings[Fault.Mismatch]);
    }

    [Fact]
    public void Exchanged_causes_are_a_mismatch_each()
    {
        var all = All(_evidence);
        Delivered Under(Delivered d, UpdateRef cause) => d with { Change = d.Change with { Cause = cause } };

        DeliveryCheck.Run(_evidence, [Under(all[0], Ref("B")), Under(all[1], Ref("A")), all[2]], _findings);

        Assert.Equal(2, _findings[Fault.Mismatch]);
    }
}
