using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Streams;

/// <summary>An inbox in memory, taken by whoever says so.</summary>
internal sealed class FakeStream : IAdapterStream
{
    private readonly List<(string Stream, InboundMessage Message, InboxOutcome Outcome)> _messages = [];

    public IReadOnlyList<InboundMessage> Messages => [.. _messages.Select(m => m.Message)];

    /// <summary>What becomes of a message when its outcome is asked for; null: it stays pending.</summary>
    public Func<InboundMessage, InboxOutcome?> Take { get; set; } = _ => null;

    public Refusal? Refusal { get; set; }

    public Task<ImmutableArray<PublishReceipt>> PublishAsync(string stream, ImmutableArray<InboundMessage> messages) =>
        Task.FromResult<ImmutableArray<PublishReceipt>>([.. messages.Select(m => Publish(stream, m))]);

    public Task<InboxOutcome?> OutcomeAsync(long number)
    {
        var (stream, message, outcome) = _messages[(int)number - 1];
        if (outcome.State == InboxState.Pending && Take(message) is { } taken) _messages[(int)number - 1] = (stream, message, outcome = taken);
        return Task.FromResult<InboxOutcome?>(outcome);
    }

    private PublishReceipt Publish(string stream, InboundMessage message)
    {
        if (Refusal is not null) return new PublishReceipt(message.Id, 0, false, Refusal);
        var known = _messages.FindIndex(m => m.Stream == stream && m.Message.Id == message.Id);
        if (known >= 0) return new PublishReceipt(message.Id, known + 1, true);
        _messages.Add((stream, message, new InboxOutcome(InboxState.Pending, null, [])));
        return new PublishReceipt(message.Id, _messages.Count, false);
    }
}
