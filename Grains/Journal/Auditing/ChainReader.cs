using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Auditing;

/// <summary>How chains moved: from memory where the feed has brought it, read from storage where it has not. Each record counts once for who asks with the position
/// that he was given last.</summary>
internal sealed class ChainReader(ChainTail tail)
{
    /// <param name="tables">The storage.</param>
    /// <param name="after">Exclusive.</param>
    /// <param name="max">How many links are read at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ChainMoves> TakeAsync(IAuditTables tables, FeedPosition after, int max, CancellationToken cancellationToken)
    {
        if (tail.Take(after) is { } moves && moves.UpTo > after) return moves;

        // What memory has begins further on, or there is nothing in it: then the feed may stand still, and storage knows better.
        var begin = tail.BeginsFor(after) is { } at && at > after ? at : (FeedPosition?)null;
        var links = await tables.ReadLinksAsync(after, max, cancellationToken);
        var read = begin is { } end ? [.. links.TakeWhile(link => link.Position <= end)] : links;
        var last = read.IsEmpty ? after : read[^1].Position;

        // What is shown has no holes: who has met where memory begins, or gone beyond, has everything before it. Else what is missing comes the next time.
        var upTo = links.Length > read.Length ? begin!.Value : last;
        var joins = upTo == begin;
        return new ChainMoves([.. read.Select(static link => ChainMove.Of(link))], upTo, IsNewest: !joins && links.Length < max);
    }
}
