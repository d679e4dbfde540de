using CsCheck;
using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>The same reports of owners and claimants give the same stock and the same open claims, whatever their order, repetition, restarts and what
/// was forgotten meanwhile.</summary>
public sealed class ClaimLaws
{
    [Fact]
    public void Any_order_and_repetition_ends_in_the_same_stock_and_the_same_open_claims() =>
        Gen.Select(ClaimScript.Short, Gen.Int).Sample(
            (steps, seed) =>
            {
                var facts = ClaimScript.Build(steps);
                var (straight, shuffled) = (Run(facts, null), Run(FactScript.Shuffle(facts, seed), seed));
                Assert.Equal(Business.Of(straight.State), Business.Of(shuffled.State));
                RingAll(straight);
                RingAll(shuffled);
                Assert.Equal(Business.Of(straight.State), Business.Of(shuffled.State));
            },
            iter: 600, threads: 2);

    [Fact]
    public void Only_what_owners_report_is_in_the_balance_and_every_other_report_is_recorded() =>
        Gen.Select(ClaimScript.Short, Gen.Int).Sample(
            (steps, seed) =>
            {
                var facts = ClaimScript.Build(steps);
                var position = Run(FactScript.Shuffle(facts, seed), seed);
                Assert.Equal(facts.Sum(f => Counted(f, facts)), position.State.Accounts.Sum(a => a.Balance));
                Assert.Equal(facts.Length, position.Records.Where(r => r.Kind is "stock.moved" or "stock.claimed").Select(r => r.Cause).Distinct().Count());
                var open = position.Read.Claims;
                Assert.Equal(open.Count(c => c.Standing == ClaimStanding.Waiting), position.State.Claims?.Waiting ?? 0);
                Assert.Equal(open.Count(c => c.Standing == ClaimStanding.Differs), position.State.Claims?.Differing ?? 0);
            },
            iter: 400, threads: 2);

    [Fact]
    public void More_documents_than_are_remembered_change_nothing_but_the_effort() =>
        Gen.Select(ClaimScript.Long, Gen.Int).Sample(
            (steps, seed) =>
            {
                var facts = ClaimScript.Build(steps);
                var (straight, shuffled) = (Run(facts, null), Run(FactScript.Shuffle(facts, seed), seed));
                Assert.Equal(Counts(straight), Counts(shuffled));
                Assert.Equal(Business.Of(straight.State), Business.Of(shuffled.Fold(shuffled.Records.Count).View.State));
                shuffled.Compact();
                Assert.InRange(shuffled.State.Claims!.Groups.Length, 1, ClaimBook.Kept);
            },
            iter: 40, threads: 2);

    [Fact]
    public void Replay_of_the_records_is_the_live_state() =>
        Gen.Select(ClaimScript.Short, Gen.Int, Gen.Double.Unit).Sample(
            (steps, seed, cut) =>
            {
                var position = Run(FactScript.Shuffle(ClaimScript.Build(steps), seed), seed);
                var live = position.Saved();
                Assert.Equal(live, Position.Saved(position.Fold(position.Records.Count)));
                position.RestartFrom((int)(cut * position.Records.Count));
                Assert.Equal(live, position.Saved());
            },
            iter: 200, threads: 2);

    private static (decimal, int, int) Counts(Position p) =>
        (p.State.Accounts.Sum(a => a.Balance), p.State.Claims?.Waiting ?? 0, p.State.Claims?.Differing ?? 0);

    private static Position Run(IEnumerable<Update> facts, int? seed)
    {
        var position = new Position { Plant = ClaimScript.Plant };
        var random = new Random(seed ?? 0);
        foreach (var fact in facts)
        {
            position.Say(fact);
            if (seed is null) continue;
            position.Now = position.Now.AddMilliseconds(1);
            if (random.Next(8) == 0) position.Compact();
            if (random.Next(16) == 0) position.RestartFrom(random.Next(position.Records.Count));
        }

        return position;
    }

    /// <summary>Every clock rings, as the flow has set it.</summary>
    private static void RingAll(Position position)
    {
        position.Now = position.Now.AddDays(2);
        foreach (var claim in position.Read.Claims) position.Say(new StockUpdate.ClaimDue(claim.Claim, claim.DueAt), id: $"due {claim.Claim}", source: "/flows/claims");
        Assert.DoesNotContain(position.Read.Claims, c => c.Standing == ClaimStanding.Waiting);
    }

    private static decimal Counted(Update fact, IReadOnlyList<Update> facts)
    {
        var said = fact.Payload is StockUpdate.Reversed r ? facts.Single(f => f.Id == fact.Id with { MessageId = r.Reverses }) : fact;
        var (movement, amount) = said.Payload switch
        {
            StockUpdate.Received u => (u.Movement, u.Quantity.Value),
            StockUpdate.Issued u => (u.Movement, -u.Quantity.Value),
            _ => default,
        };
        var owner = movement == MovementType.Issue && said.OccurredAt < Position.Hour(4) ? Position.Erp : ClaimScript.Owner;
        if (movement != MovementType.Scrap && said.Id.Source != owner) return 0;
        return fact.Payload is StockUpdate.Reversed { Quantity: { } back } ? -Math.Sign(amount) * back.Value : amount;
    }
}
