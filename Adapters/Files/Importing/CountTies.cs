namespace Sync.Adapters;

/// <summary>Two counts of one account as of one instant are told apart by their ids, and the id of a row says nothing of which file was later. When the
/// row that came later loses that comparison, it is said again under an id that wins it. Thread-safe.</summary>
internal sealed class CountTies(IUpdateDoor door, BatchSubmitter submitter)
{
    private const int MostTurns = 9;
    private const int MostTurnsInDoubt = 3;

    /// <summary>Puts the receipts of rows that a tie superseded right.</summary>
    public async Task SettleAsync(string adapter, IReadOnlyList<Update> updates, Receipt[] receipts, CancellationToken cancellation)
    {
        for (var i = 0; i < receipts.Length; i++)
        {
            if (receipts[i] is Receipt.Superseded && updates[i].Payload is StockUpdate.Counted count)
                receipts[i] = await Win(adapter, updates[i], receipts[i], await Turns(updates[i], count, cancellation), cancellation);
        }
    }

    // An account of zero is not shown, and so is not the time of its count: it may be a tie.
    private async Task<int> Turns(Update update, StockUpdate.Counted count, CancellationToken cancellation)
    {
        try
        {
            return await door.CountedAtAsync(update.Target, count.Lines[0].Account) is not { } known ? MostTurnsInDoubt : known == update.OccurredAt ? MostTurns : 0;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            throw new FileNotNowException($"it is not known when {update.Target} was counted: {e.Message}");
        }
    }

    // A tilde sorts behind every letter and digit, so ~2 wins over ~1, and ~1 over an id without.
    private async Task<Receipt> Win(string adapter, Update update, Receipt last, int turns, CancellationToken cancellation)
    {
        for (var turn = 1; turn <= turns && last is Receipt.Superseded; turn++)
        {
            var again = update with { Id = update.Id with { MessageId = $"~{turn}.{update.Id.MessageId}" } };
            last = (await submitter.SubmitAsync(adapter, [again], cancellation))[0];
        }

        return last;
    }
}
