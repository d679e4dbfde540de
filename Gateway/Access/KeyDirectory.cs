using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Claims;
using System.Security.Cryptography;

namespace Sync.Gateway.Access;

/// <summary>Knows whom a key belongs to. The operator's key is known by itself; all others are a copy of what the access grain keeps, trusted
/// for some seconds. Thread-safe.</summary>
internal sealed partial class KeyDirectory(
    OperatorKey operatorKey, IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider time, ILogger<KeyDirectory> log)
{
    /// <summary>A copy older than this is not used, even when the grain does not answer.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(1);

    /// <summary>An unknown key asks for a newer copy at most this often, so that guesses cannot flood the grain.</summary>
    private static readonly TimeSpan Newest = TimeSpan.FromSeconds(1);

    private const string OperatorName = "operator";

    private readonly ClaimsPrincipal _operator = Principal(new Caller(OperatorName, Scopes.All, []));
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Copy? _copy;

    /// <summary>The caller with this key, or null.</summary>
    /// <exception cref="Exception">The grain cannot be reached and the last copy is too old.</exception>
    public ValueTask<ClaimsPrincipal?> FindAsync(string key) => FindAsync(KeyText.Hash(key));

    /// <summary>The caller whose key has this hash, or null.</summary>
    /// <exception cref="Exception">The grain cannot be reached and the last copy is too old.</exception>
    public async ValueTask<ClaimsPrincipal?> FindAsync(byte[] hash)
    {
        if (CryptographicOperations.FixedTimeEquals(hash, operatorKey.Hash)) return _operator;
        var copy = await CopyAsync(TimeSpan.FromSeconds(options.Value.KeyCacheSeconds));
        return copy.Find(hash) ?? (Age(copy) > Newest ? (await CopyAsync(Newest)).Find(hash) : null);
    }

    /// <summary>Keys were changed through this gateway: the next request reads them again.</summary>
    public void Forget() => _copy = null;

    private async ValueTask<Copy> CopyAsync(TimeSpan maxAge)
    {
        if (_copy is { } copy && Age(copy) <= maxAge) return copy;
        await _reading.WaitAsync();
        try
        {
            if (_copy is { } newer && Age(newer) <= maxAge) return newer;
            return await ReadAsync();
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<Copy> ReadAsync()
    {
        var old = _copy;
        try
        {
            var at = time.GetTimestamp();
            return _copy = new Copy(at, await grains.GetGrain<IAccessGrain>(0).List());
        }
        catch (Exception e) when (old is not null && Age(old) <= Oldest)
        {
            LogStale(log, e, Age(old).TotalSeconds);
            return old;
        }
    }

    private TimeSpan Age(Copy copy) => time.GetElapsedTime(copy.At);

    private static ClaimsPrincipal Principal(Caller caller) => new(new CallerIdentity(caller));

    /// <summary>Found by the first bytes of the hash, believed only when all of it is equal.</summary>
    private sealed class Copy(long at, IEnumerable<ApiKeyEntry> entries)
    {
        private readonly FrozenDictionary<ulong, (byte[] Hash, ClaimsPrincipal Principal)> _keys = entries.Select(e => (Hash: Convert.FromHexString(e.Hash), Entry: e))
            .Where(k => k.Hash.Length == SHA256.HashSizeInBytes)
            .DistinctBy(k => Place(k.Hash))
            .ToFrozenDictionary(k => Place(k.Hash), k => (k.Hash, Principal(new Caller(NameOf(k.Entry), k.Entry.Scopes, k.Entry.Plants))));

        public long At => at;

        public ClaimsPrincipal? Find(byte[] hash) =>
            _keys.TryGetValue(Place(hash), out var key) && CryptographicOperations.FixedTimeEquals(hash, key.Hash) ? key.Principal : null;

        /// <summary>The operator is one and the same at every gateway.</summary>
        private static string NameOf(ApiKeyEntry entry) => OperatorKeySharing.IsOperator(entry.Name) && entry.Plants.IsEmpty ? OperatorName : entry.Name;

        private static ulong Place(byte[] hash) => BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    [LoggerMessage(4101, LogLevel.Warning, "The API keys could not be read; those of {Age} s ago are used")]
    private static partial void LogStale(ILogger log, Exception failure, double age);
}
