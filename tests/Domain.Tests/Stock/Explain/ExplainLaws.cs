using CsCheck;
using Sync.Contracts;
using Sync.Domain.Tests.Stock.Laws;

namespace Sync.Domain.Tests.Stock.Explain;

/// <summary>Whatever the history: what is told adds up to what is there.</summary>
public sealed class ExplainLaws
{
    [Fact]
    public void Opening_and_lines_are_what_is_there_now_for_any_history_in_any_order() =>
        Gen.Select(FactScript.Short, Gen.Int).Sample(
            (steps, seed) =>
            {
                var position = Run(steps, seed);
                var told = position.Explain();
                AddsUp.Check(told);
                Assert.Empty(told.Opening.Accounts);
                IsNow(position, told);
            },
            iter: 300, threads: 2);

    [Fact]
    public void Pages_join_and_their_openings_are_the_closings_of_the_pages_before() =>
        Gen.Select(FactScript.Long, Gen.Int, Gen.Int[1, 30]).Sample(
            (steps, seed, size) =>
            {
                var position = Run(steps, seed);
                var whole = position.Explain();
                var lines = new List<ExplainLine>();
                var page = position.Explain(new ExplainQuery(Max: size));
                IsNow(position, page);
                while (true)
                {
                    AddsUp.Check(page);
                    lines.InsertRange(0, page.Lines);
                    if (page.Earlier is not { } before) break;
                    Assert.Equal(size, page.Lines.Length);
                    var earlier = position.Explain(new ExplainQuery(Before: before, Max: size));
                    Assert.Equal(page.Opening.Accounts, earlier.Closing.Accounts);
                    page = earlier;
                }

                Assert.Empty(page.Opening.Accounts);
                Assert.Equal(whole.Lines.Select(l => (l.Version, l.OnHand, l.Words)), lines.Select(l => (l.Version, l.OnHand, l.Words)));
            },
            iter: 60, threads: 2);

    [Fact]
    public void A_stretch_of_time_opens_and_closes_with_what_was_there_then() =>
        Gen.Select(FactScript.Short, Gen.Int, Gen.Int[0, 14], Gen.Int[0, 14]).Sample(
            (steps, seed, a, b) =>
            {
                var position = Run(steps, seed);
                var (from, to) = (Position.Hour(Math.Min(a, b)), Position.Hour(Math.Max(a, b)));
                var told = position.Explain(new ExplainQuery(from, to, Max: 1000));
                AddsUp.Check(told);
                Assert.All(told.Lines, l => Assert.InRange(l.OccurredAt, from, to));
                Assert.Equal(Told(position.Occurred(from.AddTicks(-1))), told.Opening.Accounts);
                Assert.Equal(Told(position.Occurred(to)), told.Closing.Accounts);
            },
            iter: 200, threads: 2);

    [Fact]
    public void Whatever_updates_come_well_formed_or_not_the_story_adds_up() =>
        Gen.Select(AnyUpdate.Updates, AnyUpdate.Plants).Sample(
            (updates, plant) =>
            {
                var position = new Position { Plant = plant };
                for (var i = 0; i < updates.Length; i++)
                    position.Say(new Update(new UpdateId(Position.Erp, 0, $"f{i}"), Masters.Key.ToEntity(), updates[i].Payload, updates[i].At));
                var told = position.Explain();
                AddsUp.Check(told);
                IsNow(position, told);
                Assert.NotEmpty(told.Next);
                Assert.Equal(position.View.Held.Length, told.Held.Length);
            },
            iter: 800, threads: 2);

    internal static Position Run(FactScript.Step[] steps, int seed)
    {
        var position = new Position(FactScript.Key) { Item = Masters.Oil };
        foreach (var request in FactScript.Requests) position.Say(request);
        foreach (var fact in FactScript.Shuffle(FactScript.Build(steps), seed))
        {
            position.Say(fact);
            position.Now = position.Now.AddSeconds(1);
            if (fact.OccurredAt!.Value.Hour % 5 == 0) position.Compact();
        }

        return position;
    }

    internal static IEnumerable<AccountAmount> Told(StockPosition position) =>
        position.Accounts.Where(a => a.Balance != 0).Select(a => new AccountAmount(a.Account, Decimals.Normalize(a.Balance)));

    private static void IsNow(Position position, Explanation told)
    {
        Assert.Equal(Told(position.Read), told.Closing.Accounts);
        Assert.Equal((told.Now.OnHand, told.Now.Available), (told.Closing.OnHand, told.Closing.Available));
        Assert.Equal(position.Read.Measures, told.Now);
    }
}
