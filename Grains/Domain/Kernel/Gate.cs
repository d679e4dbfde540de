using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Knows which updates an entity has recorded, in bounded memory: a window of recent identities, a compact filter for what left it,
/// and «ask the journal» where the filter says «perhaps». Where a sequence says identity, ranges of sequences stand for the filter: a number that was never
/// seen is new without asking. Belongs to one activation; not thread-safe.</summary>
public sealed class Gate
{
    private readonly IdentityWindow _window;
    private readonly IdentityFilter _left;
    private readonly List<IdentityLookup> _lookups = [];
    private readonly Queue<(Fingerprint Identity, KnownMark Mark)> _underWay = new();

    internal Gate()
        : this(new IdentityWindow(), new IdentityFilter())
    {
    }

    internal Gate(IdentityWindow window, IdentityFilter left)
    {
        _window = window;
        _left = left;
    }

    internal IdentityWindow Window => _window;

    internal IdentityFilter Left => _left;

    /// <summary>The sequences that say identity; null as long as there was none.</summary>
    internal SequenceBook? Sequences { get; set; }

    /// <summary>The epochs that operators opened; null as long as there was none.</summary>
    internal EpochBook? Epochs { get; set; }

    /// <summary>The gaps that a person was told of and that have not closed since; null when there are none.</summary>
    internal string? Overdue { get; set; }

    /// <summary>What memory alone says of an update with this identity and content.</summary>
    public Finding Check(Update update, Fingerprint identity, Fingerprint content)
    {
        var known = InWindow(update, identity, content);
        if (known?.Content == content) return new Finding.Same(known.Value.Version);
        if (MayHaveLeft(update, identity)) return Finding.Perhaps.Instance;
        return known is { } other ? new Finding.Other(other.Version) : Finding.New.Instance;
    }

    /// <summary>True when an update may have been recorded and left the window: memory alone knows it only where its content stands there.</summary>
    internal bool MayHaveLeft(Update update, Fingerprint identity) =>
        (Sequences?.Find(update.Id) is { } lane && (update.Sequence is not { } sequence || lane.Ranges.MayContain(sequence))) || _left.MayContain(identity);

    /// <summary>What memory and the journal's answer say together: memory may hold what the journal did not have yet when it was asked.</summary>
    /// <param name="update">The update.</param>
    /// <param name="identity">Its identity.</param>
    /// <param name="content">Its content.</param>
    /// <param name="journal">What the journal has for the identity.</param>
    /// <param name="bySequence">True when its contract says that a sequence has one message id.</param>
    public Finding Check(Update update, Fingerprint identity, Fingerprint content, IEnumerable<KnownMark> journal, bool bySequence)
    {
        var known = InWindow(update, identity, content);
        if (known?.Content == content) return new Finding.Same(known.Value.Version);
        var ranges = bySequence ? Sequences?.Find(update.Id)?.Ranges : null;
        long other = 0;
        foreach (var mark in journal)
        {
            // The number is the identity: the same message id under another number that was seen is another update.
            if (ranges is not null && update.Sequence is not null && mark.Sequence is { } number && number != update.Sequence && ranges.MayContain(number)) continue;
            if (mark.Content == content) return new Finding.Same(mark.Version);
            other = mark.Version;
        }

        other = known?.Version ?? other;
        if (other > 0) return new Finding.Other(other);
        return update.Sequence is { } sequence && ranges?.Contains(sequence) == true ? new Finding.Taken(sequence) : Finding.New.Instance;
    }

    /// <summary>Remembers a record.</summary>
    /// <param name="identity">The identity of its cause, by the message id.</param>
    /// <param name="content">Its content.</param>
    /// <param name="version">Its version.</param>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="bySequence">True when that sequence says the identity.</param>
    internal void Remember(Fingerprint identity, Fingerprint content, long version, long? sequence, bool bySequence)
    {
        var entry = bySequence
            ? new IdentityWindow.Entry(Fingerprints.OfIdentity(identity, sequence!.Value), content, -version)
            : new IdentityWindow.Entry(identity, content, version);
        if (_window.Add(entry) is { IsKnownBySequence: false } oldest) _left.Add(oldest.Identity);
        var mark = new KnownMark(content, version, sequence);
        _underWay.Enqueue((identity, mark));
        foreach (var lookup in _lookups) lookup.Note(identity, mark);
    }

    /// <summary>The journal can tell of every record up to this version. Those after it are remembered one by one until then.</summary>
    /// <param name="version">The newest version that is durable.</param>
    public void Settle(long version)
    {
        while (_underWay.TryPeek(out var oldest) && oldest.Mark.Version <= version) _underWay.Dequeue();
    }

    /// <summary>The newest record of an identity in the window: with this content, or else any. An entry by a message id that is known by its sequence was
    /// written before the number was part of it, and is left to the journal.</summary>
    private IdentityWindow.Entry? InWindow(Update update, Fingerprint identity, Fingerprint content)
    {
        var numbered = Sequences is not null && update.Sequence is { } sequence ? _window.Find(Fingerprints.OfIdentity(identity, sequence), content) : null;
        if (numbered?.Content == content) return numbered;
        return _window.Find(identity, content) is { IsKnownBySequence: false } plain && (numbered is null || plain.Content == content) ? plain : numbered;
    }

    internal IdentityLookup Begin()
    {
        var lookup = new IdentityLookup(this);
        _lookups.Add(lookup);
        return lookup;
    }

    /// <summary>Tells a look-up what the journal may not know yet of the identities that it asks for.</summary>
    internal void TellUnderWay(IdentityLookup lookup)
    {
        foreach (var (identity, mark) in _underWay) lookup.Note(identity, mark);
    }

    internal void End(IdentityLookup lookup) => _lookups.Remove(lookup);

    /// <summary>What is known of an identity.</summary>
    public abstract record Finding
    {
        private Finding()
        {
        }

        /// <summary>Never seen.</summary>
        public sealed record New : Finding
        {
            /// <summary>The only value.</summary>
            public static New Instance { get; } = new();
        }

        /// <summary>Seen with the same content.</summary>
        /// <param name="Version">The record that holds it.</param>
        public sealed record Same(long Version) : Finding;

        /// <summary>Seen with other content only.</summary>
        /// <param name="Version">A record that holds it.</param>
        public sealed record Other(long Version) : Finding;

        /// <summary>Never seen, and its sequence was seen with another identity, or declared not to exist.</summary>
        /// <param name="Sequence">The sequence.</param>
        public sealed record Taken(long Sequence) : Finding;

        /// <summary>Only the journal can tell.</summary>
        public sealed record Perhaps : Finding
        {
            /// <summary>The only value.</summary>
            public static Perhaps Instance { get; } = new();
        }
    }
}
