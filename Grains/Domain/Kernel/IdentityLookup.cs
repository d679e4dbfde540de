using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>What is known of identities that memory is not sure of: what the journal answers, and what was recorded that is not durable yet,
/// or is recorded while it is asked. Without the latter, an update that is decided and leaves the window while the journal is read would be taken for a new one. Belongs to one activation;
/// not thread-safe. Dispose it when the decisions are made.</summary>
public sealed class IdentityLookup : IDisposable
{
    private readonly Gate _gate;
    private readonly Dictionary<UpdateId, Fingerprint> _identities = [];
    private readonly Dictionary<Fingerprint, List<KnownMark>> _marks = [];

    internal IdentityLookup(Gate gate) => _gate = gate;

    /// <summary>The identities to ask the journal for.</summary>
    public IReadOnlyCollection<UpdateId> Ids => _identities.Keys;

    /// <summary>Takes the journal's answer, one mark at a time.</summary>
    public void Add(UpdateId id, KnownMark mark) => _marks[_identities[id]].Add(mark);

    /// <summary>What is known of an identity; null when it was not asked for, or was asked for at another gate.</summary>
    public IReadOnlyCollection<KnownMark>? Find(Gate gate, UpdateId id) =>
        ReferenceEquals(gate, _gate) && _identities.TryGetValue(id, out var identity) ? _marks[identity] : null;

    /// <summary>The gate forgets this look-up.</summary>
    public void Dispose() => _gate.End(this);

    internal void Ask(UpdateId id, Fingerprint identity)
    {
        _identities[id] = identity;
        _marks.TryAdd(identity, []);
    }

    internal void Note(Fingerprint identity, KnownMark mark)
    {
        if (_marks.TryGetValue(identity, out var marks)) marks.Add(mark);
    }
}
