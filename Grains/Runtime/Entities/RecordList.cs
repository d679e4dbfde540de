using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Entities;

/// <summary>The records of several decisions; those of a single one are not copied.</summary>
internal struct RecordList
{
    private ImmutableArray<JournalRecord> _first;
    private ImmutableArray<JournalRecord>.Builder? _all;

    public void Add(ImmutableArray<JournalRecord> records)
    {
        if (records.IsEmpty) return;
        if (_first.IsDefault)
        {
            _first = records;
            return;
        }

        if (_all is null)
        {
            _all = ImmutableArray.CreateBuilder<JournalRecord>(16);
            _all.AddRange(_first);
        }

        _all.AddRange(records);
    }

    public readonly ImmutableArray<JournalRecord> ToImmutable() => _all?.DrainToImmutable() ?? (_first.IsDefault ? [] : _first);
}
