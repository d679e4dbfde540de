using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Who owns the next step, and what is safe to do. Pure.</summary>
internal static class NextSteps
{
    private const string Operator = "the operator on duty";
    private const string MasterData = "whoever keeps the master data";

    public static ImmutableArray<NextStep> Of(StockState state, ImmutableArray<HeldUpdate> held, ImmutableArray<CaseView> cases)
    {
        var steps = ImmutableArray.CreateBuilder<NextStep>();
        foreach (var group in held.GroupBy(h => h.Reason.Code)) steps.Add(Held(group.Key, [.. group], cases));
        foreach (var open in cases.Where(c => held.All(h => h.Reason.Code != c.Reason.Code))) steps.Add(Case(open, state));
        foreach (var account in state.Accounts.Where(a => a.Balance < 0))
            if (cases.All(c => c.Reason.Code != ErrorCodes.NegativeStock.Code)) steps.Add(Negative(account, state));
        foreach (var transfer in state.Transfers) steps.Add(Transfer(transfer, state));
        foreach (var count in state.Counts.Where(c => c.Booked != c.Posted)) steps.Add(Count(count, state));
        if (steps.Count == 0) steps.Add(new NextStep("nobody", "There is nothing to do: every update is in the number, nothing waits, and no case is open."));
        return steps.ToImmutable();
    }

    private static NextStep Held(string code, ImmutableArray<HeldUpdate> held, ImmutableArray<CaseView> cases)
    {
        var @case = cases.FirstOrDefault(c => c.Reason.Code == code);
        var (owner, safe) = Safe(code, held[0].Update.Id.Source);
        var them = held.Length == 1 ? $"{held[0].Update.Id} waits" : $"{held.Length} updates wait, the first is {held[0].Update.Id}";
        return new NextStep(@case?.Owner ?? owner, $"{Phrases.Sentence(them)} {held[0].Reason.Cure} {safe}", code, @case?.Id);
    }

    private static (string Owner, string Safe) Safe(string code, string source) => code switch
    {
        "plant-unknown" or "location-unknown" or "item-unknown" or "unit-unknown" =>
            (MasterData, "Waiting is safe: the update is kept, and counts once as soon as that is done."),
        "reversed-unknown" => (source, "Waiting is safe: the reversal is kept, and goes on by itself when the movement comes."),
        "lot-missing" => (source, "Do not count it by hand meanwhile: it would count twice."),
        "identity-conflict" => (source, "Resuming does not help: the system cannot tell which of the two contents is meant."),
        _ => (Operator, "Resuming is safe at any time: what still cannot be placed goes on waiting, and nothing counts twice."),
    };

    private static NextStep Case(CaseView open, StockState state)
    {
        var negative = open.Reason.Code == ErrorCodes.NegativeStock.Code;
        var safe = negative && state.Accounts.All(a => a.Balance >= 0)
            ? "No account is below zero any more: it is safe to resolve the case."
            : $"{open.Reason.Cure} Counting again is always safe: it sets the number right, visibly.";
        return new NextStep(open.Owner ?? Operator, $"A case is open: {Phrases.Sentence(open.Reason.Message)} {safe}", open.Reason.Code, open.Id);
    }

    private static NextStep Negative(AccountState account, StockState state) => new(
        Operator, $"There {Phrases.IsAre(account.Balance)} {Phrases.Amount(account.Balance, state.Unit)}{Phrases.Of(account.Account)}, which is below zero. {ErrorCodes.NegativeStock.Cure}", ErrorCodes.NegativeStock.Code);

    private static NextStep Transfer(OpenTransfer transfer, StockState state) => new(
        $"location {transfer.To}",
        $"{Phrases.Amount(transfer.Quantity, state.Unit)} are on the way to {transfer.To}. They arrive there by themselves; if they do not, look at what waits at {state.Key with { Location = transfer.To }}. Do not send the transfer again under another id.");

    private static NextStep Count(CountLedger count, StockState state) => new(
        "the system of record",
        $"Count {count.Count} makes a difference of {Phrases.Signed(Decimals.Normalize(count.Booked))} {state.Unit} here, and {(count.Posted == 0 ? "nothing" : Phrases.Signed(Decimals.Normalize(count.Posted)))} was posted for it. Post {Phrases.Signed(Decimals.Normalize(count.Booked - count.Posted))} there: its report confirms the count and moves nothing here.");
}
