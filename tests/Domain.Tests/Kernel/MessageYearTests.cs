using Sync.Contracts;

namespace Sync.Domain.Tests.Kernel;

/// <summary>A source without sequences, a year long: what is remembered of its message ids, and what the year does when it is sent again.</summary>
public sealed class MessageYearTests
{
    private const int Days = 365;
    private const int PerDay = 100;

    /// <summary>What a key may spend on an id that left the window of the newest: two bytes of filter, half of the newest stage of which may be empty.</summary>
    private const int BytesAnId = 4;

    [Fact]
    public void A_year_sent_again_has_no_effect_and_costs_a_few_bytes_an_id()
    {
        var position = new Sequenced(UpdateContracts.Default);
        for (var day = 0; day < Days; day++)
        {
            SayDay(position, day, static (u, r) => Assert.True(r is Receipt.Applied, u.Id.ToString()));
            position.Compact();
        }

        Assert.Equal(Days * PerDay, position.Balance);
        Assert.InRange(position.Lookups, 0, Days * PerDay / 40); // The filter is wrong now and then, never the answer.
        var (size, snapshot, version) = (Filter(position), position.Restart(), position.Head.Version);
        Assert.InRange(size, 1, BytesAnId * Days * PerDay);
        Assert.InRange(snapshot, size, 2 * size);

        for (var day = 0; day < Days; day++) SayDay(position, day, static (u, r) => Assert.True(r is Receipt.Duplicate, u.Id.ToString()));
        Assert.Equal((version, Days * PerDay), (position.Head.Version, position.Balance));
        Assert.Equal((size, snapshot), (Filter(position), position.Restart()));
    }

    private static int Filter(Sequenced position) => position.Head.Gate.Left.Save().Sum(static s => s.Length);

    private static void SayDay(Sequenced position, int day, Action<Update, Receipt> check)
    {
        for (var i = 0; i < PerDay; i++)
        {
            var update = Sequenced.Receive((day * PerDay) + i) with { Sequence = null };
            check(update, position.Say(update));
        }
    }
}
