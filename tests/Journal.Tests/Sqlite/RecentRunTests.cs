using Sync.Contracts;
using Sync.Journal.Sqlite;

namespace Sync.Journal.Tests.Sqlite;

/// <summary>What was just committed is given from memory only where it joins on to what the reader has.</summary>
public sealed class RecentRunTests
{
    private readonly RecentRun _run = new(limit: 5);

    [Fact]
    public void A_reader_that_has_everything_before_gets_what_follows_and_what_it_has_is_forgotten()
    {
        Add(7, 8, 9);
        Assert.Equal("7 8", TakeAfter(6, max: 2));
        Assert.Equal("9", TakeAfter(8));
        Assert.Equal("", TakeAfter(7));
        Assert.Equal("", TakeAfter(9));
    }

    [Fact]
    public void A_reader_that_is_further_behind_gets_nothing_and_reads_the_file()
    {
        Add(7, 8);
        Assert.Equal("", TakeAfter(5));
        Assert.Equal("7 8", TakeAfter(6));
    }

    [Fact]
    public void Where_somebody_else_has_written_in_between_the_run_begins_anew()
    {
        Add(7, 8);
        Add(10, 11);
        Assert.Equal("", TakeAfter(6));
        Assert.Equal("", TakeAfter(8));
        Assert.Equal("10 11", TakeAfter(9));
    }

    [Fact]
    public void After_a_commit_that_failed_nothing_is_known()
    {
        Add(7, 8);
        _run.Forget();
        Assert.Equal("", TakeAfter(6));
        Add(9);
        Assert.Equal("9", TakeAfter(8));
    }

    [Fact]
    public void Memory_is_bounded_and_the_oldest_goes_first()
    {
        for (var position = 1; position <= 20; position++) Add(position);
        Assert.Equal("", TakeAfter(14));
        Assert.Equal("16 17 18 19 20", TakeAfter(15));
    }

    private void Add(params int[] positions) => _run.Add([.. positions.Select(p => new FeedRecord(new FeedPosition(0, p, 0), null!))]);

    private string TakeAfter(int position, int max = 10) => string.Join(' ', _run.TakeAfter(new FeedPosition(0, position, 0), max).Select(r => r.Position.Transaction));
}
