using System.Runtime.InteropServices;
using Sync.Contracts;

namespace Sync.Journal.Auditing;

/// <summary>The moves that the feed brought to this process since they were asked for last: every record passes there anyway, and reading each a second time from
/// storage costs more than a tenth of what writing it did. Nothing rests on a move being here: what is not is read. Thread-safe.</summary>
internal sealed class ChainTail(int limit = ChainTail.MostEntities)
{
    /// <summary>So many entities are remembered (some 20 MB); beyond, they are forgotten, and read when they are needed.</summary>
    private const int MostEntities = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<EntityKey, ChainMove> _moves = [];
    private FeedPosition? _from;
    private FeedPosition _upTo;
    private bool _isAsked;

    /// <summary>Takes a stretch of the whole journal. One that does not join on begins anew where it is further ahead, and is left out where it is not.</summary>
    public void Add(FeedPosition after, FeedSlice slice)
    {
        lock (_gate)
        {
            if (!_isAsked) return;
            if (_from is null || after > _upTo) BeginAt(after);
            else if (after < _upTo) return;
            foreach (var record in slice.Records) Add(ChainMove.Of(record.Record));
            _upTo = slice.UpTo;
            if (_moves.Count > limit) BeginAt(_upTo);
        }
    }

    /// <summary>Where memory begins for who knows everything up to a position; null: it has nothing for him yet. Who asks is remembered: before, nothing is taken.</summary>
    public FeedPosition? BeginsFor(FeedPosition known)
    {
        lock (_gate)
        {
            _isAsked = true;
            if (_from < known) BeginAt(_upTo);
            return _from >= known ? _from : null;
        }
    }

    /// <summary>Hands over everything after a position and forgets it; null unless memory begins there.</summary>
    public ChainMoves? Take(FeedPosition after)
    {
        lock (_gate)
        {
            if (_from != after) return null;
            var moves = new ChainMoves([.. _moves.Values], _upTo, IsNewest: true);
            BeginAt(_upTo);
            return moves;
        }
    }

    private void BeginAt(FeedPosition position)
    {
        _moves.Clear();
        (_from, _upTo) = (position, position);
    }

    private void Add(in ChainMove move)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_moves, move.Entity, out var exists);
        known = exists ? known.Then(move) : move;
    }
}
