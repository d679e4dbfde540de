using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Sync.Grains.Streams;

/// <summary>Deliveries are tried for ever, so the engine gives none up. If it does, the message is still pending in the log, and the sweep takes it.</summary>
internal sealed partial class InboxFailures(ILogger<InboxFailures> logger) : IStreamFailureHandler
{
    public bool ShouldFaultSubsriptionOnError => false;

    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        LogGivenUp(streamIdentity.GetKeyAsString(), sequenceToken?.SequenceNumber);
        return Task.CompletedTask;
    }

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) => Task.CompletedTask;

    [LoggerMessage(4521, LogLevel.Error, "The engine gave up a delivery of stream {Stream} at {Offset}; the message is pending and will be taken by the sweep")]
    private partial void LogGivenUp(string stream, long? offset);
}
