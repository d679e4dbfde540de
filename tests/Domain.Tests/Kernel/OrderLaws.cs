using CsCheck;
using Sync.Contracts;
using Sync.Domain.Stock;
using Sync.Domain.Tests.Stock;
using Sync.Domain.Tests.Stock.Laws;

namespace Sync.Domain.Tests.Kernel;

/// <summary>Every permutation, repetition, split into batches and interleaving with restarts ends in the state of the clean run.</summary>
public sealed class OrderLaws
{
    private static readonly UpdateContracts Strict = new(new SourceContract("/adapters/*", Order: OrderRule.Strict));
    private static readonly UpdateContracts BySequence = new(new SourceContract("/adapters/*", Identity: IdentityRule.Sequence));

    public static TheoryData<string> Agreements => ["strict", "by sequence", "by message id"];

    [Fact]
    public void Transitions_in_a_strict_sequence_end_as_in_the_clean_run() =>
        Gen.Select(Gen.Int[0, 25], Gen.Int[0, 25], Gen.Int).Sample(
            (a, b, seed) =>
            {
                Update[] updates = [.. Numbered(LogModel.A, a), .. Numbered(LogModel.B, b)];
                var clean = new Driven<LogState>(new LogModel(), LogModel.Key, Strict) { Item = LogModel.Item };
                clean.Batch(updates);
                Assert.Empty(clean.Held);
                var wild = new Driven<LogState>(new LogModel(), LogModel.Key, Strict);
                RunWild(wild, updates, seed, LogModel.Item);
                Assert.Equal(clean.State, wild.State);
                Assert.Equal(a + b, wild.Records.Count(r => r.Kind == "log.taken"));
            },
            iter: 300, threads: 2);

    [Theory, MemberData(nameof(Agreements))]
    public void Deltas_and_absolute_values_end_as_in_the_clean_run(string agreement) =>
        Gen.Select(FactScript.Short, Gen.Int).Sample(
            (steps, seed) =>
            {
                var facts = FactScript.Build(steps);
                var (contracts, updates) = agreement switch
                {
                    "strict" => (Strict, Number(facts)),
                    "by sequence" => (BySequence, Number(facts)),
                    _ => (UpdateContracts.Default, [.. facts]),
                };
                var clean = Position(contracts);
                clean.Batch(updates);
                var wild = Position(contracts);
                RunWild(wild, updates, seed, Masters.Oil);
                Assert.Equal(Business.Of(clean.State), Business.Of(wild.State));
            },
            iter: 200, threads: 2);

    private static void RunWild<TState>(Driven<TState> entity, Update[] updates, int seed, ItemMaster item)
        where TState : class
    {
        var random = new Random(seed);
        Update[] sent = [.. updates, .. updates.Where(_ => random.Next(4) == 0)];
        random.Shuffle(sent);
        for (var at = 0; at < sent.Length;)
        {
            var size = Math.Min(1 + random.Next(6), sent.Length - at);
            entity.Item = random.Next(5) == 0 ? null : item;
            entity.Now = entity.Now.AddSeconds(1);
            entity.Batch(sent[at..(at + size)]);
            at += size;
            if (random.Next(6) == 0) entity.Compact();
            if (random.Next(6) == 0) entity.Restart(random.Next(entity.Records.Count + 1));
            if (random.Next(8) == 0) entity.Control(new ControlUpdate.Resume());
        }

        entity.Item = item;
        entity.Control(new ControlUpdate.Resume());
        Assert.Empty(entity.Held);
        Assert.Empty(entity.Head.View.Gaps);
        var version = entity.Head.Version;
        foreach (var update in updates) Assert.IsType<Receipt.Duplicate>(entity.Say(update));
        Assert.Equal(version, entity.Head.Version);
    }

    private static Driven<StockState> Position(UpdateContracts contracts)
    {
        var position = new Driven<StockState>(new StockModel(), FactScript.Key.ToEntity(), contracts) { Plant = Masters.Plant, Item = Masters.Oil };
        position.Batch([.. FactScript.Requests]);
        return position;
    }

    private static IEnumerable<Update> Numbered(string source, int count) => Enumerable.Range(1, count).Select(s => LogModel.Say(source, s, s % 100));

    /// <summary>Each source numbers what it says, in the order in which it happened to be written; what the system says itself has no number.</summary>
    private static Update[] Number(IEnumerable<Update> updates)
    {
        var last = new Dictionary<string, long>();
        return [.. updates.Select(u => UpdateTypes.Of(u.Payload).Public ? u with { Sequence = last[u.Id.Source] = last.GetValueOrDefault(u.Id.Source) + 1 } : u)];
    }
}
