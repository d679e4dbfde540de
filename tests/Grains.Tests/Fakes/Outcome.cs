namespace Sync.Grains.Tests.Fakes;

/// <summary>How a call of the fake journal ends.</summary>
internal enum Outcome
{
    /// <summary>As it should.</summary>
    Done,

    /// <summary>The store cannot be reached; nothing is durable.</summary>
    Unavailable,

    /// <summary>The answer is lost, and nothing is durable.</summary>
    Lost,

    /// <summary>The answer is lost, but everything is durable.</summary>
    LostButDurable,

    /// <summary>Another activation writes first; nothing is durable.</summary>
    Overtaken,
}
