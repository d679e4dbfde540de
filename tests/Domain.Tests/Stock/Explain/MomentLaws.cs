using CsCheck;
using Sync.Contracts;
using Sync.Domain.Tests.Stock.Laws;

namespace Sync.Domain.Tests.Stock.Explain;

/// <summary>The past, whatever the history.</summary>
public sealed class MomentLaws
{
    [Fact]
    public void By_time_of_occurrence_a_moment_is_what_the_facts_that_had_happened_say_however_late_they_came() =>
        Gen.Select(FactScript.Short, Gen.Int, Gen.Int[0, 16]).Sample(
            (steps, seed, hour) =>
            {
                var facts = FactScript.Build(steps);
                var position = ExplainLaws.Run(steps, seed);
                // A reversal can happen, by its own clock, before the movement that it reverses: the oracle knows movements and reversals together.
                var then = facts.Where(f => f.OccurredAt <= Position.Hour(hour)).ToArray();
                var known = then.Select(f => f.Id).ToHashSet();
                if (then.Any(f => f.Payload is StockUpdate.Reversed r && !known.Contains(new UpdateId(r.ReversesSource!, 0, r.Reverses)))) return;
                var oracle = new Oracle(then, Masters.Oil);
                var told = position.Occurred(Position.Hour(hour)).Accounts.ToDictionary(a => a.Account);
                foreach (var account in oracle.Accounts)
                {
                    var (balance, difference) = oracle.Of(account);
                    if (told.TryGetValue(account, out var found)) Assert.Equal((balance, difference), (found.Balance, found.CountDifference));
                    else Assert.Equal(0, balance);
                }
            },
            iter: 400, threads: 2);

    [Fact]
    public void At_the_end_of_time_a_moment_is_the_present() =>
        Gen.Select(FactScript.Long, Gen.Int).Sample(
            (steps, seed) =>
            {
                var position = ExplainLaws.Run(steps, seed);
                var (now, then) = (position.Read, position.Occurred(Position.Hour(10_000)));
                Assert.Equal(now.Accounts, then.Accounts);
                Assert.Equal(now.Measures, then.Measures);
                Assert.Equal(now.Reservations, then.Reservations);
                Assert.Equal(now.Transfers.OrderBy(t => t.TransferId, StringComparer.Ordinal), then.Transfers.OrderBy(t => t.TransferId, StringComparer.Ordinal));
                Assert.Equal(now.Sources, then.Sources);
            },
            iter: 100, threads: 2);

    [Fact]
    public void From_and_omitted_and_lines_are_to_by_both_times() =>
        Gen.Select(FactScript.Short, Gen.Int, Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[1, 20]).Sample(
            (steps, seed, a, b, max) =>
            {
                var position = ExplainLaws.Run(steps, seed);
                var (from, to) = (Math.Min(a, b) % (position.Records.Count + 1), Math.Max(a, b) % (position.Records.Count + 1));
                if (from > to) (from, to) = (to, from);
                var recorded = position.CompareRecorded(from, to, max);
                AddsUp.Check(recorded);
                Assert.Equal(position.Records.Skip(from).Take(to - from).Count(r => r.Kind.StartsWith("stock.", StringComparison.Ordinal)), recorded.OmittedLines + recorded.Lines.Length);
                AddsUp.Check(position.CompareOccurred(Position.Hour(Math.Min(a, b) / 6), Position.Hour(Math.Max(a, b) / 6), max));
            },
            iter: 300, threads: 2);
}
