using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Sync.Adapters;

/// <summary>Gives updates to the door until each has a durable verdict. What could not be taken now is given again, alone, a bounded number of times.
/// Thread-safe.</summary>
internal sealed partial class BatchSubmitter
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private readonly IUpdateDoor _door;
    private readonly FilesInstruments _instruments;
    private readonly ILogger<BatchSubmitter> _logger;
    private readonly ResiliencePipeline<int> _pipeline;

    public BatchSubmitter(IUpdateDoor door, FilesInstruments instruments, IOptions<FilesOptions> options, TimeProvider clock, ILogger<BatchSubmitter> logger)
    {
        (_door, _instruments, _logger) = (door, instruments, logger);
        var builder = new ResiliencePipelineBuilder<int> { Name = "orleanssync.files", TimeProvider = clock };
        if (options.Value.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<int>
            {
                Name = "not-now",
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result > 0),
                MaxRetryAttempts = options.Value.Retries,
                Delay = options.Value.RetryDelay,
                MaxDelay = LongestDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        _pipeline = builder.Build();
    }

    /// <exception cref="FileNotNowException">The attempts are used up and some updates have no durable verdict.</exception>
    public async Task<Receipt[]> SubmitAsync(string adapter, IReadOnlyList<Update> updates, CancellationToken cancellation)
    {
        var receipts = new Receipt?[updates.Count];
        var open = await _pipeline.ExecuteAsync(async stop => await Attempt(adapter, updates, receipts, stop), cancellation);
        if (open > 0) throw new FileNotNowException($"{open} rows have no durable verdict yet: {Reason(receipts)}");
        return receipts!;
    }

    /// <summary>Gives what is open; how many are still open afterwards.</summary>
    private async Task<int> Attempt(string adapter, IReadOnlyList<Update> updates, Receipt?[] receipts, CancellationToken cancellation)
    {
        var open = Enumerable.Range(0, receipts.Length).Where(i => !IsDurable(receipts[i])).ToArray();
        if (receipts.Any(r => r is not null)) _instruments.OnRetry(adapter, open.Length);
        var answers = await Give(adapter, [.. open.Select(i => updates[i])], cancellation);
        for (var i = 0; i < open.Length; i++) receipts[open[i]] = answers[i];
        var left = answers.Count(a => !IsDurable(a));
        if (left > 0) LogNotNow(adapter, left, updates.Count, Reason(receipts));
        return left;
    }

    private async Task<ImmutableArray<Receipt>> Give(string adapter, ImmutableArray<Update> updates, CancellationToken cancellation)
    {
        try
        {
            var answers = await _door.SubmitAsync(adapter, updates, cancellation);
            return answers.Length == updates.Length ? answers : throw new InvalidOperationException($"{updates.Length} updates were answered by {answers.Length} receipts");
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // It may have been taken or not: the same update is given again, and its identity makes that safe.
            return [.. updates.Select(u => new Receipt.Unknown(u.Id, ErrorCodes.OutcomeUnknown.With(e.Message)))];
        }
    }

    private static bool IsDurable(Receipt? receipt) => receipt is not (null or Receipt.RetryLater or Receipt.Unknown);

    private static string Reason(Receipt?[] receipts) => receipts.FirstOrDefault(r => !IsDurable(r)) switch
    {
        Receipt.RetryLater later => later.Reason.Message,
        Receipt.Unknown unknown => unknown.Reason.Message,
        _ => "",
    };
}
