using Sync.Contracts;
using static Sync.Grains.Tests.Stock.PastWorld;

namespace Sync.Grains.Tests.Stock;

/// <summary>Where old records were archived, the past that is left is told as before, and the rest is refused with the reason.</summary>
public sealed class ArchivedPastTests
{
    private readonly PastWorld _world = new();

    [Fact]
    public async Task Every_moment_after_the_archive_is_told_as_if_nothing_had_been_archived()
    {
        Live();
        var moments = Enumerable.Range(0, 41).Select(i => Recorded(i)).Concat(Enumerable.Range(0, 41).Select(i => Occurred(i))).ToArray();
        var whole = new List<StockAtMoment>();
        foreach (var moment in moments) whole.Add(await _world.Moment.ReadAsync(moment));
        var (told, refused) = (0, 0);
        for (var version = 1; version < 30; version++)
        {
            _world.Archive(version);
            for (var i = 0; i < moments.Length; i++)
            {
                var answer = await _world.Moment.ReadAsync(moments[i]);
                if (answer.State is null)
                {
                    Assert.True(answer.Refusal!.Code is "history-archived" or "moment-out-of-range", $"{version} {moments[i]} {answer.Refusal}");
                    refused++;
                    continue;
                }

                Assert.Equal(Text(whole[i]), Text(answer));
                told++;
            }
        }

        Assert.True(told > 300, $"{told} told");
        Assert.True(refused > 300, $"{refused} refused");
    }

    [Fact]
    public async Task Opening_and_lines_make_the_closing_and_the_opening_is_what_was_archived()
    {
        Live();
        for (var version = 1; version < 30; version++)
        {
            _world.Archive(version);
            var told = (await _world.Explain.ReadAsync(new ExplainQuery(Max: 5))).Explanation!;
            Assert.Equal(told.Now.OnHand, told.Closing.OnHand);
            Assert.Contains($"up to version {version} has been archived", told.Summary, StringComparison.Ordinal);
            for (; told.Earlier is not null;)
            {
                var earlier = (await _world.Explain.ReadAsync(new ExplainQuery(Before: told.Earlier, Max: 5))).Explanation!;
                Assert.Equal(told.Opening.OnHand, earlier.Closing.OnHand);
                told = earlier;
            }
        }
    }

    [Fact]
    public async Task What_was_archived_is_refused_by_its_name()
    {
        _world.Receive(30);
        _world.Archive(20);
        Assert.Equal("history-archived", (await _world.Moment.ReadAsync(Recorded(19))).Refusal?.Code);
        Assert.Equal("history-archived", (await _world.Moment.ReadAsync(Occurred(19))).Refusal?.Code);
        Assert.Equal("history-archived", (await _world.Moment.ReadAsync(new StockMoment(null, null, Erp, "m20"))).Refusal?.Code);
        Assert.Equal("history-archived", (await _world.Compare.ReadAsync(Recorded(19), Recorded(25), 10)).Refusal?.Code);
        Assert.Equal("history-archived", (await _world.Compare.ReadAsync(Occurred(19), Occurred(25), 10)).Refusal?.Code);
        Assert.Equal("history-archived", (await _world.Explain.ReadAsync(new ExplainQuery(To: Start.AddMinutes(19)))).Refusal?.Code);
        Assert.Equal(20, (await _world.Moment.ReadAsync(Recorded(20))).State!.Position.Measures.OnHand);
        Assert.Equal(21, (await _world.Moment.ReadAsync(new StockMoment(null, null, Erp, "m21"))).State!.Position.Measures.OnHand);
        Assert.Equal(5, (await _world.Compare.ReadAsync(Recorded(20), Recorded(25), 10)).Comparison!.OnHand);
        Assert.Equal(5, (await _world.Compare.ReadAsync(Occurred(20), Occurred(25), 10)).Comparison!.OnHand);
    }

    private static string Text(StockAtMoment moment)
    {
        var p = moment.State!.Position;
        return $"{p.Version} {p.Measures} {string.Join(' ', p.Accounts)} {string.Join(' ', p.Reservations)} {string.Join(' ', p.Sources)}";
    }

    /// <summary>Thirty records with all that makes the order of recording and that of occurrence differ.</summary>
    private void Live()
    {
        for (var i = 1; i <= 30; i++)
        {
            if (i % 11 == 0) _world.Say($"count-{i}", new StockUpdate.Counted([new CountLine(Each(50))]), minutesAgo: 1);
            else if (i % 7 == 0) _world.Say($"late-count-{i}", new StockUpdate.Counted([new CountLine(Each(40))]), minutesAgo: 4);
            else if (i % 5 == 0) _world.Say($"late-{i}", new StockUpdate.Received(Each(3)), minutesAgo: 6);
            else if (i % 3 == 0) _world.Say($"out-{i}", new StockUpdate.Issued(Each(2)));
            else _world.Say($"in-{i}", new StockUpdate.Received(Each(i)));
        }
    }

    private static Quantity Each(decimal amount) => new(amount, UnitCode.Each);
}
