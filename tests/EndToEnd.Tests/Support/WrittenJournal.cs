using Sync.Contracts;
using Sync.Domain.Stock;
using Sync.Domain.Verification;
using Sync.Journal;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>What writers have written, read record by record as a stranger would: chain, sums, and which update stands where.</summary>
internal sealed class WrittenJournal(int entities)
{
    private readonly EntityVerifier<StockState>[] _verifiers = [.. Enumerable.Range(0, entities).Select(static i => new EntityVerifier<StockState>(new StockModel(), Key(i)))];
    private readonly Dictionary<(int Entity, string Id), long> _versions = [];

    public long Records => _versions.Count;

    public static EntityKey Key(int entity) => StockKey.Parse($"P1/L{entity}/X").ToEntity();

    /// <summary>The version of the record of an update; 0 when it is not there.</summary>
    public long VersionOf(int entity, int number) => _versions.GetValueOrDefault((entity, $"u{number}"));

    /// <summary>Reads what came since.</summary>
    public async Task ReadAsync(IJournal journal)
    {
        for (var i = 0; i < entities; i++)
        {
            foreach (var record in await journal.ReadEntityAsync(Key(i), _verifiers[i].Version, long.MaxValue, 100_000, newestFirst: false))
            {
                Assert.Null(_verifiers[i].Add(record));
                Assert.True(_versions.TryAdd((i, record.Cause.MessageId), record.Version), $"{record.Cause.MessageId} stands in version {_versions[(i, record.Cause.MessageId)]} and {record.Version}");
            }
        }
    }

    /// <summary>Whoever was told that an update stands in a version was told the truth.</summary>
    public void Agrees(Told told)
    {
        if (told.Verdict is not ("Applied" or "Duplicate")) return;
        Assert.True(told.Version == VersionOf(told.Entity, told.Number), $"{told} but it stands in version {VersionOf(told.Entity, told.Number)}");
    }
}
