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
        var known = _window.Find(identity, content);
        if (known?.Content == content) return new Finding.Same(known.Value.Version);
        if (Sequences?.Find(update.Id) is { } lane && (update.Sequence is not { } sequence || lane.Ranges.MayContain(sequence))) return Finding.Perhaps.Instance;
        if (_left.MayContain(identity)) return Finding.Perhaps.Instance;
        return known is { } other ? new Finding.Other(other.Version) : Finding.New.Instance;
    }

    /// <summary>What memory and the journal's answer say together: memory may hold what the journal did not have yet when it was asked.</summary>
    /// <param name="update">The update.</param>
    /// <param name="identity">Its identity.</param>
    /// <param name="content">Its content.</param>
    /// <param name="journal">What the journal has for the identity.</param>
    /// <param name="bySequence">True when its contract says that a sequence has one message id.</param>
    public Finding Check(Update update, Fingerprint identity, Fingerprint content, IEnumerable<KnownMark> journal, bool bySequence)
    {
        if (_window.Find(identity, content) is { } known && known.Content == content) return new Finding.Same(known.Version);
        long other = 0;
        foreach (var mark in journal)
        {
            if (mark.Content == content) return new Finding.Same(mark.Version);
            other = mark.Version;
        }

        other = _window.Find(identity, content)?.Version ?? other;
        if (other > 0) return new Finding.Other(other);
        return bySequence && update.Sequence is { } sequence && Sequences?.Find(update.Id)?.Ranges.Contains(sequence) == true ? new Finding.Taken(sequence) : Finding.New.Instance;
    }

    internal void Remember(Fingerprint identity, Fingerprint content, long version, bool bySequence)
    {
        if (_window.Add(new IdentityWindow.Entry(identity, content, bySequence ? -version : version)) is { IsKnownBySequence: false } oldest) _left.Add(oldest.Identity);
        foreach (var lookup in _lookups) lookup.Note(identity, new KnownMark(content, version));
    }

    internal IdentityLookup Begin()
    {
        var lookup = new IdentityLookup(this);
        _lookups.Add(lookup);
        return lookup;
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
