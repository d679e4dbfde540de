using System.Globalization;
using System.Runtime.CompilerServices;
using Sync.Factory.Books;
using Sync.Factory.Plan;
using Sync.Factory.Sending;

namespace Sync.Factory.Reporting;

/// <summary>Asks over HTTP; passing failures are asked again a few times. Thread-safe.</summary>
internal sealed class HttpSystemReader(SystemClient system, TimeProvider clock) : ISystemReader
{
    private const int PageSize = 1000;
    private const int Attempts = 6;

    public async Task<PositionEvidence> Read(string position, CancellationToken cancellation)
    {
        var path = $"v1/stock/{string.Join('/', position.Split('/').Select(Uri.EscapeDataString))}";
        var history = await History(path, cancellation);
        var live = await Again(() => system.Get(path, SystemJson.Default.PositionDto, cancellation), cancellation);
        return new PositionEvidence(position, history, live is null ? null : Live(live));
    }

    public async IAsyncEnumerable<StockRow> Rows(string plant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in system.Lines($"v1/plants/{Uri.EscapeDataString(plant)}/stock", SystemJson.Default.StockRowDto, cancellation))
            yield return new StockRow(new Position(plant, row.Location ?? "", row.Item ?? "").ToString(), row.Version, row.OnHand, row.Available, row.Reserved);
    }

    private static LivePosition Live(PositionDto dto) => new(
        dto.Version, dto.OnHand, dto.Available, dto.Reserved,
        (dto.Accounts ?? []).Select(a => (Key: new Account(a.Lot, a.Status, a.Owner).Normalized(), a.Balance))
            .Where(a => a.Key.Status != Account.InTransit).ToDictionary(a => a.Key, a => a.Balance),
        dto.Held);

    private async Task<List<Change>> History(string path, CancellationToken cancellation)
    {
        var changes = new List<Change>();
        long? before = null;
        do
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"{path}/history?limit={PageSize}{(before is { } b ? $"&before={b}" : "")}");
            var page = await Again(() => system.Get(query, SystemJson.Default.HistoryPageDto, cancellation), cancellation);
            changes.AddRange((page?.Records ?? []).Select(ChangeReader.FromHistory));
            before = page?.Next;
        }
        while (before is not null);
        changes.Reverse();
        return changes;
    }

    private async Task<T> Again<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (attempt < Attempts && SystemClient.IsPassing(e) && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(Backoff.Pause(attempt, null), clock, cancellation);
            }
        }
    }
}
