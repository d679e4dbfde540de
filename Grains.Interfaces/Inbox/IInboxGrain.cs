using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>The door of the inbox: adapters publish, operators read. Stateless; key 0.</summary>
[Alias("sync.v1.IInboxGrain"), GrainInterfaceType("sync.v1.IInboxGrain")]
public interface IInboxGrain : IGrainWithIntegerKey
{
    /// <summary>Adds messages to the end of a stream, in order. Durable when it returns; the same id and body again changes nothing.</summary>
    /// <param name="stream">The adapter stream; it begins with its first message.</param>
    /// <param name="messages">1 to <see cref="InboxLimits.MaxMessages"/> messages of at most <see cref="InboxLimits.MaxBodyBytes"/> together.</param>
    /// <returns>One receipt a message, in order.</returns>
    [AlwaysInterleave, Alias("Publish")]
    Task<ImmutableArray<PublishReceipt>> Publish(string stream, ImmutableArray<InboundMessage> messages);

    /// <summary>How a message stands; null: there is none of this number.</summary>
    [AlwaysInterleave, Alias("Outcome")]
    Task<InboxOutcome?> Outcome(long number);

    /// <summary>Messages, the newest first.</summary>
    [AlwaysInterleave, Alias("List")]
    Task<ImmutableArray<InboxRow>> List(InboxQuery query);

    /// <summary>One message with its text, secrets blotted out; null: there is none of this number.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<InboxDetail?> Find(long number);
}

/// <summary>Takes the messages of one adapter stream, one after the other. Key: the stream's name.</summary>
[Alias("sync.v1.IAdapterStreamGrain"), GrainInterfaceType("sync.v1.IAdapterStreamGrain")]
public interface IAdapterStreamGrain : IGrainWithStringKey
{
    /// <summary>Submits every event of a message again. What was taken before is a duplicate then.</summary>
    [Alias("Resubmit")]
    Task<InboxAnswer> Resubmit(long number, InboxAct act);

    /// <summary>Gives up a message that is dead or waits; later messages of its keys go on.</summary>
    [Alias("Discard")]
    Task<InboxAnswer> Discard(long number, InboxAct act);

    /// <summary>Takes what is pending and what waits, without being told of it by the stream. Idempotent.</summary>
    [Alias("Ensure")]
    Task Ensure();
}
