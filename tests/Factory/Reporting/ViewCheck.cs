namespace Sync.Factory.Reporting;

/// <summary>The live stock of the plants shows each position as it stands. The view may be a moment behind: it is asked a few times.</summary>
internal static class ViewCheck
{
    private const int Attempts = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task Run(
        ISystemReader system, IEnumerable<string> plants, IReadOnlyCollection<PositionSums> positions, Findings findings, TimeProvider clock, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var rows = new Dictionary<string, StockRow>();
            foreach (var plant in plants)
                await foreach (var row in system.Rows(plant, cancellation)) rows[row.Position] = row;
            var problems = positions.Select(p => Compare(p, rows.GetValueOrDefault(p.Position))).OfType<string>().ToArray();
            if (problems.Length > 0 && attempt < Attempts)
            {
                await Task.Delay(Pause, clock, cancellation);
                continue;
            }

            foreach (var problem in problems) findings.Add(Fault.Mismatch, problem);
            return;
        }
    }

    // A position that never held anything (only held updates) may be left out of the view.
    private static string? Compare(PositionSums position, StockRow? row) => (position.Live, row) switch
    {
        (null, null) => null,
        ({ Accounts.Count: 0, OnHand: 0, Reserved: 0 }, null) => null,
        ({ } live, { } r) when live.OnHand == r.OnHand && live.Available == r.Available && live.Reserved == r.Reserved => null,
        _ => $"{position.Position} stands at {position.Live?.OnHand ?? 0} on hand, version {position.Live?.Version ?? 0}; the plant's live stock shows {row?.OnHand.ToString() ?? "nothing"}, version {row?.Version ?? 0}",
    };
}
