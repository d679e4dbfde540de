using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Grains.Telemetry;

namespace Sync.Grains.Verification;

/// <summary>One pass as far as it has come. Not thread-safe.</summary>
internal sealed class VerifyWalk(DateTimeOffset startedAt)
{
    private const int FindingsKept = 100;
    private readonly ImmutableArray<VerifyFinding>.Builder _findings = ImmutableArray.CreateBuilder<VerifyFinding>();
    private long _entities;
    private long _records;
    private long _failed;
    private long _found;

    /// <summary>The key text of the newest entity; empty at first.</summary>
    public string After { get; set; } = "";

    public void Add(VerifyResult result)
    {
        _entities++;
        _records += result.Records;
        VerifyInstruments.OnVerified(result.Records, result.Finding is not null);
        if (result.Finding is null) return;
        _found++;
        if (_findings.Count < FindingsKept) _findings.Add(result.Finding);
    }

    public void Fail()
    {
        _failed++;
        VerifyInstruments.OnFailed();
    }

    public VerifyPass Read(DateTimeOffset? finishedAt = null) => new(startedAt, finishedAt, _entities, _records, _failed, _found, _findings.ToImmutable());
}
