using System.Buffers.Binary;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>The newest identities of an entity, exactly: a ring that starts small and grows to <see cref="Limit"/> entries.</summary>
internal sealed class IdentityWindow
{
    public const int Limit = 64;
    private const int EntrySize = Fingerprint.Size + Fingerprint.Size + sizeof(long);

    // The first halves of the identities, beside the entries: nearly every update is new, and finds that out by looking through these alone.
    private ulong[] _highs = [];
    private Entry[] _entries = [];
    private int _start;

    public int Count { get; private set; }

    /// <summary>Finds the newest entry of an identity with this content, or else the newest of the identity.</summary>
    public Entry? Find(Fingerprint identity, Fingerprint content)
    {
        if (!_highs.AsSpan(0, Count).Contains(identity.High)) return null;
        Entry? other = null;
        for (var i = Count - 1; i >= 0; i--)
        {
            ref readonly var entry = ref _entries[(_start + i) % _entries.Length];
            if (entry.Identity != identity) continue;
            if (entry.Content == content) return entry;
            other ??= entry;
        }

        return other;
    }

    /// <summary>Finds the newest entry of this content under another identity than these.</summary>
    public Entry? FindContent(Fingerprint content, Fingerprint notIdentity, Fingerprint nor)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            ref readonly var entry = ref _entries[(_start + i) % _entries.Length];
            if (entry.Content == content && entry.Identity != notIdentity && entry.Identity != nor) return entry;
        }

        return null;
    }

    /// <summary>Adds an entry. When the window is full the oldest leaves it and is returned.</summary>
    public Entry? Add(Entry entry)
    {
        if (Count < _entries.Length || _entries.Length < Limit)
        {
            if (Count == _entries.Length) Grow();
            Set(Count++, entry);
            return null;
        }

        var oldest = _entries[_start];
        Set(_start, entry);
        _start = (_start + 1) % _entries.Length;
        return oldest;
    }

    public byte[] Save()
    {
        var bytes = new byte[Count * EntrySize];
        for (var i = 0; i < Count; i++)
        {
            var entry = _entries[(_start + i) % _entries.Length];
            var at = bytes.AsSpan(i * EntrySize);
            entry.Identity.Write(at);
            entry.Content.Write(at[Fingerprint.Size..]);
            BinaryPrimitives.WriteInt64BigEndian(at[(2 * Fingerprint.Size)..], entry.Mark);
        }

        return bytes;
    }

    public static IdentityWindow Load(ReadOnlySpan<byte> bytes)
    {
        var window = new IdentityWindow();
        for (; bytes.Length >= EntrySize; bytes = bytes[EntrySize..])
        {
            window.Add(new Entry(
                Fingerprint.Read(bytes),
                Fingerprint.Read(bytes[Fingerprint.Size..]),
                BinaryPrimitives.ReadInt64BigEndian(bytes[(2 * Fingerprint.Size)..])));
        }

        return window;
    }

    // Until it is full, a ring begins at its first place.
    private void Grow()
    {
        var size = Math.Min(Limit, Math.Max(2, _entries.Length * 2));
        Array.Resize(ref _entries, size);
        Array.Resize(ref _highs, size);
    }

    private void Set(int place, Entry entry) => (_entries[place], _highs[place]) = (entry, entry.Identity.High);

    /// <param name="Identity">The identity.</param>
    /// <param name="Content">The content.</param>
    /// <param name="Mark">The version of the record; below 0 where the sequence that was recorded with it remembers the identity for ever.</param>
    internal readonly record struct Entry(Fingerprint Identity, Fingerprint Content, long Mark)
    {
        public long Version => Math.Abs(Mark);

        public bool IsKnownBySequence => Mark < 0;
    }
}
