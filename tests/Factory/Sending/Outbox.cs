using Sync.Factory.Plan;

namespace Sync.Factory.Sending;

/// <summary>Collects what one system has to say until it makes a call of it: now one update, now a batch, now a long list. Not thread-safe.</summary>
internal sealed class Outbox(Seeded seeded)
{
    private readonly List<Message> _messages = [];
    private (CallShape Shape, int Size) _next = Draw(seeded);
    private DateTimeOffset _oldest;

    public bool IsEmpty => _messages.Count == 0;

    /// <summary>Adds a message.</summary>
    /// <returns>The call that is ready with it, or null.</returns>
    public Call? Add(Message message, DateTimeOffset now)
    {
        if (_messages.Count == 0) _oldest = now;
        _messages.Add(message);
        return _messages.Count >= _next.Size ? Take() : null;
    }

    /// <summary>The call that has waited long enough, or null.</summary>
    public Call? TakeOlderThan(TimeSpan age, DateTimeOffset now) => _messages.Count > 0 && now - _oldest >= age ? Take() : null;

    public Call Take()
    {
        var call = new Call(_messages.Count == 1 && _next.Shape == CallShape.Batch ? CallShape.Single : _next.Shape, [.. _messages]);
        _messages.Clear();
        _next = Draw(seeded);
        return call;
    }

    private static (CallShape, int) Draw(Seeded seeded) => seeded.Next(10) switch
    {
        < 4 => (CallShape.Single, 1),
        < 7 => (CallShape.Batch, seeded.Between(2, 40)),
        _ => (CallShape.Lines, seeded.Between(5, 200)),
    };
}
