using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Grains.Entities;

namespace Sync.CrashWriter;

/// <summary>Gives one entity its updates in calls of changing size, several at a time, and says each receipt on standard output.</summary>
internal sealed class Load(LocalEntity entity, int number, int from, int until, bool untilAll, int scale)
{
    private const int InFlight = 3;
    private int _next = from;

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => LaneAsync()));

    private async Task LaneAsync()
    {
        while (true)
        {
            var first = _next;
            var size = Math.Min((1 + (first % 5)) * scale, until - first);
            if (size <= 0) return;
            // All of it runs on the threads of the pool: whoever took the number has it.
            if (Interlocked.CompareExchange(ref _next, first + size, first) != first) continue;
            var updates = Enumerable.Range(first, size).Select(Update).ToImmutableArray();
            while (await SubmitAsync(updates) && untilAll)
            {
            }
        }
    }

    /// <returns>True when something is to be sent again.</returns>
    private async Task<bool> SubmitAsync(ImmutableArray<Update> updates)
    {
        try
        {
            var receipts = (await entity.SubmitAsync(updates))!.Value;
            Say(string.Join('\n', receipts.Select(r => $"{number} {r.Id.MessageId[1..]} {r.Verdict} {Version(r)}")));
            return receipts.Any(static r => r is Receipt.RetryLater);
        }
        catch (OutcomeUnknownException)
        {
            Say(string.Join('\n', updates.Select(u => $"{number} {u.Id.MessageId[1..]} Unknown 0")));
            return true;
        }
    }

    private static void Say(string lines)
    {
        lock (Console.Out)
        {
            Console.Out.Write(lines + "\n");
            Console.Out.Flush();
        }
    }

    private static long Version(Receipt receipt) => receipt switch
    {
        Receipt.Applied a => a.Version,
        Receipt.Duplicate d => d.Version,
        _ => 0,
    };

    private Update Update(int n) => new(
        new UpdateId("/crash/writer", 0, $"u{n}"), World.Position(number).ToEntity(), new StockUpdate.Received(new Quantity(1 + (n % 3), UnitCode.Each)),
        DateTimeOffset.UnixEpoch.AddMinutes(n));
}
