using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Knows which updates an entity has recorded, in bounded memory: a window of recent identities, a compact filter for what left it,
/// and «ask the journal» where the filter says «perhaps». Belongs to one activation; not thread-safe.</summary>
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

    /// <summary>What memory alone says of an identity with this content.</summary>
    public Finding Check(Fingerprint identity, Fingerprint content)
    {
        var known = _window.Find(identity, content);
        if (known?.Content == content) return new Finding.Same(known.Value.Version);
        if (_left.MayContain(identity)) return Finding.Perhaps.Instance;
        return known is { } other ? new Finding.Other(other.Version) : Finding.New.Instance;
    }

    /// <summary>What memory and the journal's answer say together: memory may hold what the journal did not have yet when it was asked.</summary>
    public Finding Check(Fingerprint identity, Fingerprint content, IEnumerable<KnownMark> journal)
    {
        if (_window.Find(identity, content) is { } known && known.Content == content) return new Finding.Same(known.Version);
        long other = 0;
        foreach (var mark in journal)
        {
            if (mark.Content == content) return new Finding.Same(mark.Version);
            other = mark.Version;
        }

        other = _window.Find(identity, content)?.Version ?? other;
        return other > 0 ? new Finding.Other(other) : Finding.New.Instance;
    }

    internal void Remember(Fingerprint identity, Fingerprint content, long version)
    {
        if (_window.Add(new IdentityWindow.Entry(identity, content, version)) is { } oldest) _left.Add(oldest.Identity);
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

        /// <summary>Only the journal can tell.</summary>
        public sealed record Perhaps : Finding
        {
            /// <summary>The only value.</summary>
            public static Perhaps Instance { get; } = new();
        }
    }
}
