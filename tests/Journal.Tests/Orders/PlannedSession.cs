using Sync.Contracts;
using Sync.Journal.Tests.Support;
using Sync.Journal.Writing;

namespace Sync.Journal.Tests.Orders;

/// <summary>A session that appends what its plan says, one record on top of the other, without a look at its answers.</summary>
internal sealed class PlannedSession
{
    private readonly HeldStore _store;
    private readonly Queue<int> _sizes;
    private readonly JournalSession _session;
    private readonly List<PlannedAppend> _answered = [];
    private Chain _chain;

    /// <param name="plan">The name of an entity, and the sizes of the appends: <c>a12</c>.</param>
    /// <param name="store">The store.</param>
    /// <param name="queue">Where its appends wait.</param>
    public PlannedSession(string plan, HeldStore store, AppendQueue queue)
    {
        _store = store;
        _chain = new Chain(new EntityKey("stock", $"P/L/{plan[0]}"));
        _sizes = new Queue<int>(plan[1..].Select(static c => c - '0'));
        _session = new JournalSession(_chain.Entity, lane: 0, default, queue, new HeadConfirmer());
    }

    public bool HasMore => _sizes.Count > 0;

    public List<PlannedAppend> Appends { get; } = [];

    public PlannedAppend AppendNext()
    {
        var ahead = _chain.Fork();
        var append = new PlannedAppend(ahead.Take(_sizes.Dequeue()), _answered.Add);
        Appends.Add(append);
        var poisoned = _session.IsPoisoned;
        _session.Append(append.Records, append);

        // What was not taken changes nothing: the next one stands where this one would have stood.
        append.IsRefused = !poisoned && append.Failure is JournalBusyException or JournalUnavailableException;
        if (append.IsRefused) Assert.False(_session.IsPoisoned, "a refusal poisons nothing");
        else _chain = ahead;
        return append;
    }

    public void Check()
    {
        // In the order of the calls; what was refused at once was no call.
        Assert.Equal(Appends.Where(static a => !a.IsRefused).Take(_answered.Count(static a => !a.IsRefused)), _answered.Where(static a => !a.IsRefused));
        foreach (var append in Appends)
        {
            Assert.True(append.Answers <= 1, "it was answered twice");
            if (append.IsDurable) Assert.True(_store.HasAll(append.Records), "it was acknowledged and is not durable");
            if (append.Failure is null) continue;
            if (append.Failure is not OutcomeUnknownException) Assert.False(_store.HasAny(append.Records), $"it is durable, and was answered with {append.Failure.Message}");
            Assert.True(append.IsRefused || _session.IsPoisoned, "a failure poisons the session");
        }
    }
}
