using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Tests.Streams;

/// <summary>Every entity behind the router: knows identity and what it was given, in order. Thread-safe.</summary>
internal sealed class Entities : IUpdateRouter
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UpdateId, int> _known = [];
    private readonly List<Update> _applied = [];

    /// <summary>Answers instead of the entity; null: the entity answers.</summary>
    public Func<Update, Receipt?> Interfere { get; set; } = static _ => null;

    /// <summary>The ids of what changed something, in order; cases are not among them.</summary>
    public string[] Applied
    {
        get
        {
            lock (_gate) return [.. _applied.Where(static u => u.Target.Kind == EntityKinds.Stock).Select(static u => u.Id.MessageId)];
        }
    }

    /// <summary>What was said to cases.</summary>
    public CaseUpdate[] Cases
    {
        get
        {
            lock (_gate) return [.. _applied.Select(static u => u.Payload).OfType<CaseUpdate>()];
        }
    }

    /// <summary>How often something was given that was known.</summary>
    public int Duplicates { get; private set; }

    public Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates) => Task.FromResult(Submit(updates));

    public Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates, TimeSpan patience) => SubmitAsync(updates);

    public ImmutableArray<Receipt> Submit(ImmutableArray<Update> updates) => [.. updates.Select(One)];

    private Receipt One(Update update)
    {
        lock (_gate)
        {
            if (Interfere(update) is { } other) return other;
            if (_known.TryGetValue(update.Id, out var version))
            {
                Duplicates++;
                return new Receipt.Duplicate(update.Id, version);
            }

            _applied.Add(update);
            _known[update.Id] = _known.Count + 1;
            return new Receipt.Applied(update.Id, _known.Count, []);
        }
    }
}
