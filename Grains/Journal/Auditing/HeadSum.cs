using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Sync.Contracts;

namespace Sync.Journal.Auditing;

/// <summary>One number for the heads of all chains, kept up to date by what changes: a lattice hash (LtHash, 1,024 sums of 16 bits). The order in which
/// heads come and go does not matter, and nobody finds another set of heads with the same sums. Not thread-safe.</summary>
public sealed class HeadSum
{
    private const int Parts = 1024;
    private readonly ushort[] _sums = new ushort[Parts];

    /// <summary>The size in bytes.</summary>
    public const int Size = Parts * sizeof(ushort);

    /// <summary>Reads the sums.</summary>
    public static HeadSum Load(ReadOnlySpan<byte> bytes)
    {
        var sum = new HeadSum();
        for (var i = 0; i < Parts; i++) sum._sums[i] = BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * i)..]);
        return sum;
    }

    /// <summary>A head comes.</summary>
    public void Add(EntityKey entity, long version, RecordHash hash) => Change(entity, version, hash, add: true);

    /// <summary>A head goes: another takes its place.</summary>
    public void Remove(EntityKey entity, long version, RecordHash hash) => Change(entity, version, hash, add: false);

    /// <summary>The sums.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        for (var i = 0; i < Parts; i++) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), _sums[i]);
        return bytes;
    }

    /// <summary>SHA-256 over the sums, as 64 hexadecimal digits.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(ToArray()));

    private void Change(EntityKey entity, long version, RecordHash hash, bool add)
    {
        var key = Encoding.UTF8.GetBytes(entity.ToString());
        Span<byte> seed = stackalloc byte[SHA512.HashSizeInBytes + sizeof(int)];
        var input = new byte[key.Length + sizeof(long) + RecordHash.Size];
        key.CopyTo(input, 0);
        BinaryPrimitives.WriteInt64BigEndian(input.AsSpan(key.Length), version);
        hash.Write(input.AsSpan(key.Length + sizeof(long)));
        SHA512.HashData(input, seed);
        Span<byte> block = stackalloc byte[SHA512.HashSizeInBytes];
        const int PerBlock = SHA512.HashSizeInBytes / 2;
        for (var i = 0; i < Parts / PerBlock; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(seed[SHA512.HashSizeInBytes..], i);
            SHA512.HashData(seed, block);
            for (var j = 0; j < PerBlock; j++)
            {
                var part = BinaryPrimitives.ReadUInt16BigEndian(block[(2 * j)..]);
                ref var sum = ref _sums[(i * PerBlock) + j];
                sum = unchecked((ushort)(add ? sum + part : sum - part));
            }
        }
    }
}
