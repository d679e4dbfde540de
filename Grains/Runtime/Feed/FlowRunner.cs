using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Domain.Flows;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>Runs the flows over records: every command is submitted until it has a verdict; a refused one opens a case. Thread-safe.</summary>
internal sealed partial class FlowRunner(IGrainFactory grains, EventCodecs codecs, TimeProvider clock, ILogger<FlowRunner> logger)
{
    /// <summary>Reads a stored command.</summary>
    /// <exception cref="NotSupportedException">It was written by a newer build.</exception>
    public static Update Read(string command)
    {
        var reading = UpdateJson.Read(Encoding.UTF8.GetBytes(command), UpdateReadOptions.Stored);
        return reading.Update ?? throw new NotSupportedException(reading.Refusal!.Message);
    }

    /// <summary>Runs every flow over every record, in order; returns what is to be done later.</summary>
    /// <param name="records">The records.</param>
    /// <param name="report">Told why commands wait, and null when they do not.</param>
    /// <param name="cancellationToken">Gives up; what was submitted stays submitted.</param>
    public async Task<ImmutableArray<DueWork>> RunAsync(ImmutableArray<FeedRecord> records, Action<string?> report, CancellationToken cancellationToken)
    {
        var commands = ImmutableArray.CreateBuilder<Update>();
        var due = ImmutableArray.CreateBuilder<DueWork>();
        foreach (var (_, record) in records)
        {
            var @event = codecs.Read(record);
            foreach (var flow in Flows.All)
            {
                foreach (var output in flow.React(record, @event))
                {
                    if (output is FlowOutput.SendAt later) due.Add(new DueWork(later.Update.Id.ToString(), later.Due, later.Update.Target, UpdateJson.Write(later.Update)));
                    else if (output is FlowOutput.Send now) commands.Add(now.Update);
                }
            }
        }

        await SubmitAsync(commands.DrainToImmutable(), report, cancellationToken);
        return due.DrainToImmutable();
    }

    /// <summary>Submits commands until each has a verdict.</summary>
    public async Task SubmitAsync(ImmutableArray<Update> commands, Action<string?> report, CancellationToken cancellationToken)
    {
        for (var attempt = 0; !commands.IsEmpty; attempt++)
        {
            if (attempt > 0) await WaitAsync(attempt, cancellationToken);
            var receipts = await grains.GetGrain<IUpdateRouterGrain>(0).Submit(commands);
            var again = ImmutableArray.CreateBuilder<Update>();
            string? why = null;
            for (var i = 0; i < receipts.Length; i++)
            {
                if (receipts[i] is Receipt.Rejected rejected) again.AddRange(Refused(commands[i], rejected));
                if (Waits(receipts[i]) is not { } reason) continue;
                again.Add(commands[i]);
                why ??= $"a follow-up for {commands[i].Target} waits: {reason.Message}";
            }

            report(why);
            if (again.Count > 0 && attempt > 0) CommandsWait(again.Count, attempt);
            commands = again.DrainToImmutable();
        }
    }

    private static Refusal? Waits(Receipt receipt) => receipt switch
    {
        Receipt.RetryLater later => later.Reason,
        Receipt.Unknown unknown => unknown.Reason,
        _ => null,
    };

    private ImmutableArray<Update> Refused(Update command, Receipt.Rejected rejected)
    {
        CommandRefused(command.Target.ToString(), rejected.Reason.Code);
        return Flows.CaseOf(command, rejected) is { } open ? [open] : [];
    }

    private Task WaitAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5_000, 50 * Math.Pow(2, Math.Min(attempt, 7)))), clock, cancellationToken);

    [LoggerMessage(4301, LogLevel.Warning, "A follow-up for {Target} was refused: {Code}; a case is opened")]
    private partial void CommandRefused(string target, string code);

    [LoggerMessage(4302, LogLevel.Information, "{Count} follow-ups wait for their verdict, attempt {Attempt}")]
    private partial void CommandsWait(int count, int attempt);
}
