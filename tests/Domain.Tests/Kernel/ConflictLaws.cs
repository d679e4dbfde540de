using CsCheck;
using Sync.Contracts;

namespace Sync.Domain.Tests.Kernel;

/// <summary>Sources that say other things under an id they used before, epochs, facts that cannot be placed, and an operator who acts on them at any time:
/// in every order, with repetitions, in any batches and across restarts, each thing that was said counts as often as was decided, and never twice.</summary>
public sealed class ConflictLaws
{
    private const int TooMuch = 1_000;
    private static readonly UpdateContracts Strict = new(new SourceContract("/adapters/*", Order: OrderRule.Strict));

    [Fact]
    public void With_new_epochs_every_content_counts_once() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int).Sample(
            (ids, seed) =>
            {
                var random = new Random(seed);
                var said = Contents(ids, epochs: 1, random);
                var log = Run(UpdateContracts.Default, said, random, (l, held) => l.Control(new ControlUpdate.NewEpoch(held.Update.Id, "again", "ada")), IsConflict);
                Assert.Equal(said.Select(Value).Order(), Values(log).Order());
            },
            iter: 300, threads: 2);

    [Fact]
    public void With_discards_one_content_of_each_identity_counts() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int).Sample(
            (ids, seed) =>
            {
                var random = new Random(seed);
                var said = Contents(ids, epochs: 2, random);
                var log = Run(UpdateContracts.Default, said, random, (l, held) => l.Control(new ControlUpdate.Discard(held.Update.Id, "a mistake", "ada")), IsConflict);
                var taken = log.Records.Where(static r => r.Kind == "log.taken").Select(static r => r.Cause).ToArray();
                Assert.Distinct(taken);
                Assert.Equal(said.Select(static u => u.Id).ToHashSet(), taken.ToHashSet());
            },
            iter: 300, threads: 2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_cannot_be_placed_is_corrected_or_given_up_and_the_rest_ends_as_in_the_clean_run(bool strict) =>
        Gen.Select(Gen.Int[1, 25], Gen.Int).Sample(
            (count, seed) =>
            {
                var random = new Random(seed);
                Update[] said = [.. Enumerable.Range(1, count).Select(s => LogModel.Say(LogModel.A, s, random.Next(3) == 0 ? TooMuch + s : s))];
                var log = Run(
                    strict ? Strict : UpdateContracts.Default, said, random,
                    static (l, held) => l.Control(IsGivenUp(held.Update)
                        ? new ControlUpdate.Discard(held.Update.Id, "never happened", "ada")
                        : new ControlUpdate.Fix(held.Update.Id, UpdateJson.Write(Corrected(held.Update)), "a slip", "ada")),
                    static held => held.Reason.Code == ErrorCodes.LotMissing.Code);
                var expected = said.Where(static u => Value(u) < TooMuch || !IsGivenUp(u)).Select(static u => Value(u) % TooMuch);
                if (strict) Assert.Equal(expected, Values(log));
                else Assert.Equal(expected, Values(log).Order());
            },
            iter: 300, threads: 2);

    /// <summary>Everything in a random order, some of it twice, in batches and with restarts; the operator acts when it pleases, and on the rest at the end.</summary>
    private static Driven<LogState> Run(
        UpdateContracts contracts, Update[] said, Random random, Func<Driven<LogState>, HeldUpdate, Receipt> act, Func<HeldUpdate, bool> isMeant)
    {
        var log = new Driven<LogState>(new LogModel(), LogModel.Key, contracts) { Item = LogModel.Item };
        Update[] sent = [.. said, .. said.Where(_ => random.Next(3) == 0)];
        random.Shuffle(sent);
        for (var at = 0; at < sent.Length;)
        {
            var size = Math.Min(1 + random.Next(6), sent.Length - at);
            log.Batch(sent[at..(at + size)]);
            at += size;
            if (random.Next(6) == 0) log.Compact();
            if (random.Next(6) == 0) log.Restart(random.Next(log.Records.Count + 1));
            if (random.Next(3) == 0 && log.Head.View.Held.FirstOrDefault(isMeant) is { } held) Assert.IsType<Receipt.Applied>(act(log, held));
        }

        while (log.Head.View.Held.FirstOrDefault(isMeant) is { } held) Assert.IsType<Receipt.Applied>(act(log, held));
        Assert.Empty(log.Held);
        log.Restart(random.Next(log.Records.Count + 1));
        var version = log.Head.Version;
        foreach (var update in said) Assert.IsType<Receipt.Duplicate>(log.Say(update));
        Assert.Equal(version, log.Head.Version);
        return log;
    }

    /// <summary>Ids of two sources, each with one to three contents.</summary>
    private static Update[] Contents(int ids, int epochs, Random random) =>
    [
        .. from id in Enumerable.Range(0, ids)
           from epoch in Enumerable.Range(0, epochs)
           from variant in Enumerable.Range(0, 1 + random.Next(3))
           select LogModel.Say(id % 2 == 0 ? LogModel.A : LogModel.B, null, (4 * id) + variant + 1, id: $"m{id}", epoch: epoch),
    ];

    private static bool IsConflict(HeldUpdate held) => held.Reason.Code == ErrorCodes.IdentityConflict.Code;

    private static bool IsGivenUp(Update update) => update.Sequence % 2 == 0;

    private static Update Corrected(Update update) => LogModel.Say(update.Id.Source, update.Sequence, Value(update) % TooMuch);

    private static decimal Value(Update update) => ((StockUpdate.Received)update.Payload).Quantity.Value;

    private static decimal[] Values(Driven<LogState> log) =>
        [.. $"{log.State.FromA} {log.State.FromB}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static v => decimal.Parse(v, System.Globalization.CultureInfo.InvariantCulture))];
}
