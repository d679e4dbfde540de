using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sync.Journal.Auditing;

/// <summary>Writes a head file each interval in which something was recorded.</summary>
internal sealed partial class HeadHost(HeadWriter writer, HeadOptions options, TimeProvider clock, ILogger<HeadHost> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.IntervalSeconds), clock);
        LogKey(options.Folder, options.KeyFile);
        do
        {
            try
            {
                if (await writer.WriteAsync(stoppingToken) is { } file) LogAnchored(file.Number, file.Entities, file.Records);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventId = 2041, Level = LogLevel.Information, Message = "Heads are anchored in {Folder}, signed with {KeyFile}; the public key lies beside them as public.pem")]
    private partial void LogKey(string folder, string keyFile);

    [LoggerMessage(EventId = 2042, Level = LogLevel.Debug, Message = "Head {Number} is anchored: {Entities} entities, {Records} records")]
    private partial void LogAnchored(long number, long entities, long records);

    [LoggerMessage(EventId = 2043, Level = LogLevel.Error, Message = "No head could be anchored; trying again")]
    private partial void LogFailed(Exception e);
}
