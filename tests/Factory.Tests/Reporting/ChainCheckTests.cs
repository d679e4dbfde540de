using Sync.Factory.Reporting;
using static Sync.Factory.Tests.Reporting.MadeUp;

namespace Sync.Factory.Tests.Reporting;

public sealed class ChainCheckTests
{
    private readonly Findings _findings = new();

    [Fact]
    public void A_whole_history_is_fine()
    {
        ChainCheck.Run(Evidence(Record(1, "A", 5, 5), Record(2, "B", 3, 8)), _findings);

        Assert.Equal(0, _findings.Total);
    }

    [Fact]
    public void A_missing_version_is_lost()
    {
        ChainCheck.Run(Evidence(Record(1, "A", 5, 5), Record(3, "B", 3, 8)) with { Live = Live(3, 8) }, _findings);

        Assert.Equal(1, _findings[Fault.Lost]);
        Assert.Equal(1, _findings.Total);
    }

    [Fact]
    public void A_version_that_is_there_twice_is_doubled()
    {
        ChainCheck.Run(Evidence(Record(1, "A", 5, 5), Record(1, "B", 3, 8)) with { Live = Live(1, 8) }, _findings);

        Assert.Equal(1, _findings[Fault.Doubled]);
    }

    [Fact]
    public void A_balance_that_does_not_add_up_is_a_mismatch()
    {
        ChainCheck.Run(Evidence(Record(1, "A", 5, 5), Record(2, "B", 3, 9)), _findings);

        Assert.Equal(1, _findings[Fault.Mismatch]);
    }

    [Fact]
    public void A_record_that_does_not_link_to_the_one_before_is_a_mismatch()
    {
        ChainCheck.Run(Evidence(Record(1, "A", 5, 5) with { Hash = "aa" }, Record(2, "B", 3, 8) with { PreviousHash = "bb" }), _findings);

        Assert.Equal(1, _findings[Fault.Mismatch]);
    }

    [Fact]
    public void A_position_that_stands_elsewhere_than_its_history_ends_is_a_mismatch()
    {
        ChainCheck.Run(Evidence(Record(1, "A", 5, 5)) with { Live = Live(2, 5) }, _findings);

        Assert.Equal(1, _findings[Fault.Mismatch]);
    }

    [Fact]
    public void A_history_without_a_position_is_lost()
    {
        ChainCheck.Run(Evidence(Record(1, "A", 5, 5)) with { Live = null }, _findings);

        Assert.Equal(1, _findings[Fault.Lost]);
    }
}
