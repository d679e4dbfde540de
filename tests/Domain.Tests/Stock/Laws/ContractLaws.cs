using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>What the registry declares of a type of update is what the model does with it, type by type: one that is added without a law fails here.</summary>
public sealed class ContractLaws
{
    private static readonly DateTimeOffset InTime = Position.Hour(30);

    public static TheoryData<string> Types => [.. UpdateTypes.All.Where(static t => t.Kind == EntityKinds.Stock).Select(static t => t.FullName)];

    public static TheoryData<string> PublicFacts =>
        [.. UpdateTypes.All.Where(static t => t is { Kind: EntityKinds.Stock, Public: true, Nature: Nature.Fact }).Select(static t => t.FullName)];

    [Theory]
    [MemberData(nameof(Types))]
    public void It_adds_up_as_its_algebra_says(string name)
    {
        var (type, contract) = Declared(name);
        var nothing = Sums.Of(ContractSamples.Ready());
        var (first, second, both, twice) = (After(type, 1), After(type, 2), After(type, 1, 2), After(type, 2, 2));
        switch (contract.Algebra)
        {
            case Algebra.Delta:
                Assert.Equal((first - nothing) + (second - nothing), both - nothing);
                break;
            case Algebra.Absolute:
                Assert.Equal(second, both);
                Assert.NotEqual(first, both);
                break;
            default:
                // A step that has been made is not made again.
                Assert.Equal(second, twice);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void It_takes_effect_in_the_order_that_is_declared(string name)
    {
        var (type, contract) = Declared(name);
        if (contract.Order == OrderRule.None)
        {
            var position = ContractSamples.Ready();
            Assert.IsNotType<Receipt.Held>(Say(position, type, 1, Position.Hour(30)));
            Assert.IsNotType<Receipt.Superseded>(Say(position, type, 2, Position.Hour(29)));
            return;
        }

        // Each order of arrival of two of them and a movement; the later one happened later.
        var orders = new[] { new[] { 1, 2, 3 }, [2, 1, 3], [3, 2, 1], [1, 3, 2], [2, 3, 1], [3, 1, 2] };
        var ends = orders.Select(order =>
        {
            var position = ContractSamples.Ready();
            foreach (var number in order)
            {
                if (number == 3) position.Say(new StockUpdate.Adjusted(Masters.Ea(7), "found"), 32, "between", ContractSamples.Wms);
                else Say(position, type, number, Position.Hour(30 + number));
            }

            return Sums.Of(position);
        }).Distinct().ToArray();
        Assert.Single(ends);
        if (contract.Order == OrderRule.Occurrence) Assert.Equal(Sums.Of(Only(type, 2, 32)), ends[0]);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_late_one_does_what_is_declared(string name)
    {
        var (type, contract) = Declared(name);
        var position = ContractSamples.Ready(withCount: true);
        var before = Sums.Of(position);
        var receipt = Say(position, type, 3, Position.Hour(10));
        var after = Sums.Of(position);
        switch (contract.Late)
        {
            case LateRule.Correct:
                // The balance stands as it was counted; the difference that was booked for the count is told anew, old and new.
                Assert.IsType<Receipt.Applied>(receipt);
                Assert.Equal(before.Balances, after.Balances);
                Assert.NotEqual(before.Differences, after.Differences);
                Assert.Contains("\"corrections\"", position.Records[^1].Payload, StringComparison.Ordinal);
                break;
            case LateRule.Supersede:
                Assert.IsType<Receipt.Superseded>(receipt);
                Assert.Equal(before, after);
                break;
            default:
                var inTime = ContractSamples.Ready(withCount: true);
                Assert.Equal(receipt.Verdict, Say(inTime, type, 3, InTime).Verdict);
                Assert.Equal(Sums.Of(inTime), after);
                Assert.DoesNotContain("\"corrections\"", position.Records[^1].Payload, StringComparison.Ordinal);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(PublicFacts))]
    public void With_a_strict_sequence_a_later_one_waits_for_as_long_as_is_agreed(string name)
    {
        var timeout = TimeSpan.FromMinutes(7);
        foreach (var (agreed, due) in new[] { (new SourceContract("/adapters/mes/*", name, OrderRule.Strict, GapTimeout: timeout), timeout), (new SourceContract("/adapters/mes/*", name, OrderRule.Strict), TimeSpan.FromMinutes(15)) })
        {
            var contracts = new UpdateContracts(agreed);
            var position = ContractSamples.Ready(contracts);
            var type = UpdateTypes.Find(name)!;
            var update = new Update(new UpdateId("/adapters/mes/line1", 0, "m2"), Masters.Key.ToEntity(), ContractSamples.Of(type, position, 2), Position.Hour(30), Sequence: 2);
            Assert.Equal((OrderRule.Strict, due), (contracts.Of(update).Order, contracts.Of(update).GapTimeout));
            Assert.Equal(ErrorCodes.SequenceGap.Code, Assert.IsType<Receipt.Held>(position.Say(update)).Reason.Code);
            Assert.Equal(position.Now + due, Assert.IsType<KernelEvent.Held>(position.Last).Due);

            // Another source, and the same source where nothing is agreed, are not kept waiting.
            Assert.IsNotType<Receipt.Held>(position.Say(update with { Id = new UpdateId(ContractSamples.Wms, 0, "m2") }));
        }
    }

    private static (UpdateType Type, UpdateContract Contract) Declared(string name) =>
        (UpdateTypes.Find(name)!, UpdateContracts.Default.All.Single(c => c.Type == name && c.Source is null));

    /// <summary>Says these, the later number later.</summary>
    private static Sums After(UpdateType type, params int[] numbers)
    {
        var position = ContractSamples.Ready();
        for (var i = 0; i < numbers.Length; i++) Say(position, type, numbers[i], Position.Hour(30 + i));
        return Sums.Of(position);
    }

    private static Position Only(UpdateType type, int number, double hour)
    {
        var position = ContractSamples.Ready();
        Say(position, type, number, Position.Hour(hour));
        position.Say(new StockUpdate.Adjusted(Masters.Ea(7), "found"), 32, "between", ContractSamples.Wms);
        return position;
    }

    private static Receipt Say(Position position, UpdateType type, int number, DateTimeOffset at) => position.Say(
        new Update(new UpdateId(ContractSamples.Wms, 0, $"sample-{number}-{position.Records.Count}"), Masters.Key.ToEntity(), ContractSamples.Of(type, position, number), at));

    /// <summary>What a position comes to. Compared by value.</summary>
    private readonly record struct Sums(decimal Available, decimal Blocked, decimal AvailableDifference, decimal BlockedDifference, decimal Reserved, int Claims, int Transfers)
    {
        public (decimal, decimal) Balances => (Available, Blocked);

        public (decimal, decimal) Differences => (AvailableDifference, BlockedDifference);

        public static Sums Of(Position p) => new(
            p.Balance(), p.Balance(Masters.In(StockStatus.Blocked)), p.Difference(), p.Difference(Masters.In(StockStatus.Blocked)), p.State.Reserved, p.Read.Claims.Length, p.Read.Transfers.Length);

        public static Sums operator -(Sums a, Sums b) => new(
            a.Available - b.Available, a.Blocked - b.Blocked, a.AvailableDifference - b.AvailableDifference, a.BlockedDifference - b.BlockedDifference, a.Reserved - b.Reserved, a.Claims - b.Claims, a.Transfers - b.Transfers);

        public static Sums operator +(Sums a, Sums b) => new(
            a.Available + b.Available, a.Blocked + b.Blocked, a.AvailableDifference + b.AvailableDifference, a.BlockedDifference + b.BlockedDifference, a.Reserved + b.Reserved, a.Claims + b.Claims, a.Transfers + b.Transfers);
    }
}
