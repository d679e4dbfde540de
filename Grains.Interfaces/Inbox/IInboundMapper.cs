using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>Reads the messages of some media types. Pure: the same message always gives the same updates. Thread-safe.</summary>
public interface IInboundMapper
{
    /// <summary>True for a media type that it reads; without parameters, in lower case.</summary>
    bool Reads(string mediaType);

    /// <summary>The updates of a message. Never throws for what was sent.</summary>
    /// <param name="stream">The adapter stream.</param>
    /// <param name="message">The message.</param>
    InboundMapping Map(string stream, InboundMessage message);
}

/// <summary>What a message says. Immutable, thread-safe.</summary>
/// <param name="Lines">Its events in order; empty: it says nothing for us.</param>
/// <param name="Refusal">Why it cannot be read as a whole; null otherwise.</param>
public sealed record InboundMapping(ImmutableArray<InboundLine> Lines, Refusal? Refusal = null)
{
    /// <summary>It cannot be read as a whole.</summary>
    public static InboundMapping Of(Refusal refusal) => new([], refusal);
}

/// <summary>One event of a message. Immutable, thread-safe.</summary>
/// <param name="Line">Its place in the message, from 1.</param>
/// <param name="Id">Its identity, as far as it could be read.</param>
/// <param name="Subject">What it is about, as far as it could be read; null: unknown.</param>
/// <param name="Update">The update; null when it is refused.</param>
/// <param name="Refusal">Why it cannot be read; null when it can.</param>
public sealed record InboundLine(int Line, UpdateId Id, string? Subject, Update? Update, Refusal? Refusal)
{
    /// <summary>What became of reading one event.</summary>
    public static InboundLine Of(int line, UpdateReading reading, string? subject) =>
        new(line, reading.Id, reading.Update?.Target.Id ?? subject, reading.Update, reading.Refusal);
}
