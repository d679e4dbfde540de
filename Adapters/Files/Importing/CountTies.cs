namespace Sync.Adapters;

/// <summary>Two counts of one account as of one instant are told apart by their ids, and the id of a row says nothing of which file was later. When the
/// row that came later loses that comparison, it is said again under an id that wins it. Thread-safe.</summary>
internal sealed class CountTies(IUpdateDoor door, BatchSubmitter submitter)
{
    private const int MostTurns = 9;

    /// <summary>Puts the receipts of rows that a tie superseded right.</summary>
    public async Task SettleAsync(string adapter, IReadOnlyList<Update> updates, Receipt[] receipts, CancellationToken cancellation)
    {
        for (var i = 0; i < receipts.Length; i++)
        {
            if (receipts[i] is Receipt.Superseded && updates[i].Payload is StockUpdate.Counted count && await IsTie(updates[i], count))
                receipts[i] = await Win(adapter, updates[i], receipts[i], cancellation);
        }
    }

    private async Task<bool> IsTie(Update update, StockUpdate.Counted count) =>
        await door.CountedAtAsync(update.Target, count.Lines[0].Account) is { } known && known == update.OccurredAt;

    // A tilde sorts behind every letter and digit, so ~2 wins over ~1, and ~1 over an id without.
    private async Task<Receipt> Win(string adapter, Update update, Receipt last, CancellationToken cancellation)
    {
        for (var turn = 1; turn <= MostTurns && last is Receipt.Superseded; turn++)
        {
            var again = update with { Id = update.Id with { MessageId = $"~{turn}.{update.Id.MessageId}" } };
            last = (await submitter.SubmitAsync(adapter, [again], cancellation))[0];
        }

        return last;
    }
}
