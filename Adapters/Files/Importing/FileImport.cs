using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Sync.Adapters;

/// <summary>Submits the rows of a checked file, in order, a batch after the other: a batch is given only when the one before has its verdicts.</summary>
internal sealed class FileImport(BatchSubmitter submitter, CountTies ties, SnapshotEnd end, FilesInstruments instruments, IOptions<FilesOptions> options)
{
    public async Task RunAsync(string adapter, CheckedFile file, RowTrace trace, FileTally tally, CancellationToken cancellation)
    {
        foreach (var batch in FileRows.Read(file).Chunk(options.Value.BatchRows))
        {
            cancellation.ThrowIfCancellationRequested();
            await Submit(adapter, batch, trace, tally, cancellation);
        }

        if (file.Snapshot is { } snapshot && !tally.HasRejected) await end.RunAsync(snapshot, tally, cancellation);
    }

    private async Task Submit(string adapter, (MappedRow Row, string Raw)[] batch, RowTrace trace, FileTally tally, CancellationToken cancellation)
    {
        var good = batch.Where(r => r.Row.Update is not null).Select(r => trace.Begin(r.Row)).ToArray();
        var updates = Array.ConvertAll(good, g => g.Update);
        try
        {
            var receipts = updates.Length == 0 ? [] : await submitter.SubmitAsync(adapter, updates, cancellation);
            await ties.SettleAsync(adapter, updates, receipts, cancellation);
            Tell(adapter, batch, receipts, good, tally);
        }
        finally
        {
            foreach (var (_, span) in good) span?.Dispose();
        }
    }

    private void Tell(string adapter, (MappedRow Row, string Raw)[] batch, Receipt[] receipts, (Update Update, Activity? Span)[] good, FileTally tally)
    {
        var next = 0;
        foreach (var (row, raw) in batch)
        {
            if (row.Update is null)
            {
                tally.Bad(row.Problem!, raw);
                instruments.OnRow(adapter, FileTally.Rejected);
                continue;
            }

            var receipt = receipts[next];
            RowTrace.End(good[next++].Span, receipt);
            tally.Taken(row.Line, receipt, raw);
            instruments.OnRow(adapter, receipt.Verdict);
        }
    }
}
