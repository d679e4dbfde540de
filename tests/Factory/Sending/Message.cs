using System.Collections.Immutable;
using Sync.Factory.Books;

namespace Sync.Factory.Sending;

/// <summary>An update on its way.</summary>
/// <param name="Ref">Its identity.</param>
/// <param name="Event">The CloudEvent, as it is sent and booked.</param>
/// <param name="First">What the book must hold before it is sent for the first time; null when it is in the book of an earlier run.</param>
/// <param name="IsLeft">True when an earlier run sent it and got no verdict.</param>
internal sealed record Message(UpdateRef Ref, ReadOnlyMemory<byte> Event, FirstSight? First, bool IsLeft = false);

/// <summary>What is written down about an update beside its event.</summary>
internal sealed record FirstSight(string Position, DateTimeOffset OccurredAt, Meaning Meant);

/// <summary>How a call carries its updates.</summary>
internal enum CallShape
{
    Single,
    Batch,
    Lines,
}

/// <summary>One call to the system.</summary>
internal sealed record Call(CallShape Shape, ImmutableArray<Message> Messages);
