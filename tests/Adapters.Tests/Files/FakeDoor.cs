using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Files;

/// <summary>A system in memory that knows identity and the order of counts, and nothing else.</summary>
internal sealed class FakeDoor : IUpdateDoor
{
    private readonly Dictionary<UpdateId, Update> _known = [];
    private readonly Dictionary<(EntityKey, StockAccount), Update> _counts = [];

    /// <summary>Every update in the order in which it was given.</summary>
    public List<Update> Given { get; } = [];

    /// <summary>What changed something.</summary>
    public List<Update> Applied { get; } = [];

    public List<int> Batches { get; } = [];

    /// <summary>Answers instead of the system; null: the system answers.</summary>
    public Func<Update, Receipt?> Interfere { get; set; } = _ => null;

    public Action<ImmutableArray<Update>> Before { get; set; } = _ => { };

    public Action BeforeCountedAt { get; set; } = () => { };

    public decimal Counted(string position) =>
        ((StockUpdate.Counted)_counts.Single(c => c.Key.Item1.Id == position).Value.Payload).Lines[0].Quantity.Value;

    public Task<ImmutableArray<Receipt>> SubmitAsync(string adapter, ImmutableArray<Update> updates, CancellationToken cancellation)
    {
        Before(updates);
        Batches.Add(updates.Length);
        Given.AddRange(updates);
        return Task.FromResult<ImmutableArray<Receipt>>([.. updates.Select(u => Interfere(u) ?? Decide(u with { TraceParent = null }))]);
    }

    public Task<DateTimeOffset?> CountedAtAsync(EntityKey position, StockAccount account)
    {
        BeforeCountedAt();
        return Task.FromResult(_counts.GetValueOrDefault((position, account)) is { } last && Counted(position.Id) != 0 ? last.OccurredAt : null);
    }

    /// <summary>Positions that are known beside those that were counted here, and whether they hold updates.</summary>
    public SortedDictionary<string, bool> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>What was emptied, in order.</summary>
    public List<Update> Emptied { get; } = [];

    public Action BeforeClose { get; set; } = () => { };

    /// <summary>A page holds one position, so that every file with a snapshot sees several.</summary>
    public Task<SnapshotPage> CloseAsync(StockSnapshot snapshot, string? after)
    {
        BeforeClose();
        foreach (var counted in _counts.Keys) Known.TryAdd(counted.Item1.Id, false);
        var rest = Known.Where(k => snapshot.Covers(StockKey.Parse(k.Key)) && string.CompareOrdinal(k.Key, after) > 0).ToArray();
        if (rest.Length == 0) return Task.FromResult(new SnapshotPage([], [], null));
        var key = StockKey.Parse(rest[0].Key);
        var next = rest.Length > 1 ? rest[0].Key : null;
        if (rest[0].Value) return Task.FromResult(new SnapshotPage([], [key], next));
        var closing = snapshot.Close(key);
        Emptied.Add(closing);
        return Task.FromResult(new SnapshotPage([_known.TryAdd(closing.Id with { MessageId = $"{closing.Id.MessageId}@{key}" }, closing) ? new Receipt.Applied(closing.Id, 3, []) : new Receipt.Duplicate(closing.Id, 3)], [], next));
    }

    private Receipt Decide(Update update)
    {
        if (_known.TryGetValue(update.Id, out var known))
            return UpdateJson.Write(known) == UpdateJson.Write(update) ? new Receipt.Duplicate(update.Id, 1) : new Receipt.Held(update.Id, 2, ErrorCodes.IdentityConflict.With("other content"));
        _known[update.Id] = update;
        if (update.Payload is StockUpdate.Counted count && !IsNewest(update, count)) return new Receipt.Superseded(update.Id, 2);
        Applied.Add(update);
        return new Receipt.Applied(update.Id, 1, []);
    }

    private bool IsNewest(Update update, StockUpdate.Counted count)
    {
        var key = (update.Target, count.Lines[0].Account);
        if (_counts.TryGetValue(key, out var last))
        {
            var order = last.OccurredAt!.Value.UtcTicks.CompareTo(update.OccurredAt!.Value.UtcTicks);
            if (order > 0 || (order == 0 && string.CompareOrdinal(last.Id.MessageId, update.Id.MessageId) > 0)) return false;
        }

        _counts[key] = update;
        return true;
    }
}
