using System.Globalization;

namespace Sync.Factory.Running;

/// <summary>Shows the running tally: one line, rewritten in place on a terminal, a line every five seconds elsewhere.</summary>
internal sealed class TallyLine(Tally tally, StatusProbe probe, Output output, TimeProvider clock)
{
    public async Task Show(CancellationToken cancellation)
    {
        var pause = output.IsTerminal ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(5);
        var (sent, at) = (0, clock.GetTimestamp());
        try
        {
            while (true)
            {
                await Task.Delay(pause, clock, cancellation);
                var status = await probe.Ask(cancellation);
                var rate = (tally.Sent - sent) / clock.GetElapsedTime(at).TotalSeconds;
                (sent, at) = (tally.Sent, clock.GetTimestamp());
                output.Progress(Text(rate, status));
            }
        }
        catch (OperationCanceledException)
        {
            output.EndProgress();
        }
    }

    private string Text(double rate, SystemStatus? status) => string.Create(
        CultureInfo.InvariantCulture,
        $"{rate,6:0}/s  sent {tally.Sent}  applied {tally.Applied}  dup {tally.Duplicates}  held {tally.Held}  rejected {tally.Rejected}  delivered {tally.Delivered}  {Behind(status)}");

    private static string Behind(SystemStatus? status) =>
        status is null ? "no answer" : string.Create(CultureInfo.InvariantCulture, $"behind {status.Behind.TotalSeconds:0.0} s");
}
