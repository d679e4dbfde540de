using System.Collections.Immutable;
using CsCheck;
using Sync.Contracts;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>The same facts give the same business state, whatever their order of arrival, repetition, restarts and what was forgotten meanwhile.</summary>
public sealed class FactLaws
{
    [Fact]
    public void Any_order_and_repetition_of_short_sets_of_facts_ends_in_the_same_business_state() =>
        Gen.Select(FactScript.Short, Gen.Int).Sample((steps, seed) => SameInAnyOrder(FactScript.Build(steps), seed), iter: 400, threads: 2);

    [Fact]
    public void Any_order_and_repetition_of_long_sets_ends_in_the_same_business_state_though_history_is_forgotten() =>
        Gen.Select(FactScript.Long, Gen.Int).Sample((steps, seed) => SameInAnyOrder(FactScript.Build(steps), seed), iter: 80, threads: 2);

    [Fact]
    public void Opening_and_in_and_out_and_differences_are_what_is_there_now() =>
        Gen.Select(FactScript.Short, Gen.Int).Sample(
            (steps, seed) =>
            {
                var facts = FactScript.Build(steps);
                var position = Run(FactScript.Shuffle(facts, seed), seed);
                var oracle = new Oracle(facts, Masters.Oil);
                foreach (var account in oracle.Accounts)
                    Assert.Equal((account, oracle.Of(account)), (account, (position.Balance(account), position.Difference(account))));
                foreach (var (id, consumed) in oracle.Consumed)
                    Assert.Equal(consumed, position.State.Reservations.FirstOrDefault(r => r.Id == id)?.Consumed ?? 0);
                AccountsAddUp(position);
            },
            iter: 300, threads: 2);

    [Fact]
    public void Records_chain_versions_are_dense_and_replay_is_the_live_state() =>
        Gen.Select(FactScript.Long, Gen.Int, Gen.Double.Unit).Sample(
            (steps, seed, cut) =>
            {
                var position = Run(FactScript.Shuffle(FactScript.Build(steps), seed), seed);
                Chains(position.Records);
                var live = position.Saved();
                Assert.Equal(live, Position.Saved(position.Fold(position.Records.Count)));
                position.RestartFrom((int)(cut * position.Records.Count));
                Assert.Equal(live, position.Saved());
            },
            iter: 80, threads: 2);

    private static void SameInAnyOrder(ImmutableArray<Update> facts, int seed)
    {
        var straight = Run(facts, seed: null);
        var shuffled = Run(FactScript.Shuffle(facts, seed), seed);
        Assert.Equal(Business.Of(straight.State), Business.Of(shuffled.State));
        Assert.Equal((0, 0), (straight.Read.Held, shuffled.Read.Held));
    }

    private static Position Run(IEnumerable<Update> facts, int? seed)
    {
        var position = new Position(FactScript.Key) { Item = Masters.Oil };
        foreach (var request in FactScript.Requests) Assert.IsType<Receipt.Applied>(position.Say(request));
        var random = new Random(seed ?? 0);
        foreach (var fact in facts)
        {
            position.Say(fact);
            if (seed is null) continue;
            position.Now = position.Now.AddSeconds(1);
            if (random.Next(8) == 0) position.Compact();
            if (random.Next(16) == 0) position.RestartFrom(random.Next(position.Records.Count));
        }

        return position;
    }

    /// <summary>The deltas of the records add up to the balance, and their differences to the difference.</summary>
    private static void AccountsAddUp(Position position)
    {
        var changes = position.Records.Select(Position.Event).OfType<Domain.Stock.StockEvent>().SelectMany(e => e.Changes).ToLookup(c => c.Account);
        foreach (var account in position.State.Accounts)
        {
            Assert.Equal(account.Balance, changes[account.Account].Sum(c => c.Delta));
            Assert.Equal(account.Difference, changes[account.Account].Sum(c => c.Difference ?? 0));
            CorrectionsFollowEachOther(position, account.Account);
        }
    }

    /// <summary>Each correction begins at the difference that was booked before it and ends at the one after it.</summary>
    private static void CorrectionsFollowEachOther(Position position, StockAccount account)
    {
        decimal booked = 0;
        foreach (var e in position.Records.Select(Position.Event).OfType<Domain.Stock.StockEvent>())
        {
            foreach (var correction in e.Corrections?.Where(c => c.Account == account) ?? [])
            {
                Assert.Equal(booked, correction.Old);
                Assert.Equal(booked + e.Changes.Single(c => c.Account == account).Difference, correction.New);
            }

            booked += e.Changes.Where(c => c.Account == account).Sum(c => c.Difference ?? 0);
        }
    }

    private static void Chains(IReadOnlyList<JournalRecord> records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            Assert.Equal(i + 1, records[i].Version);
            Assert.Equal(i == 0 ? default : records[i - 1].Hash, records[i].PreviousHash);
            Assert.Equal(RecordChain.Compute(records[i]), records[i].Hash);
            Assert.True(i == 0 || records[i].RecordedAt >= records[i - 1].RecordedAt);
        }
    }
}
