using System.Runtime.CompilerServices;
using Sync.Contracts;

namespace Sync.Journal.Auditing;

/// <summary>Where the archive ends, entity by entity.</summary>
internal static class Bases
{
    private const int Page = 1000;

    public static async IAsyncEnumerable<(EntityKey Entity, Snapshot State)> ReadAsync(IAuditStore audit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await audit.DroppedUpToAsync(cancellationToken) == default) yield break;
        var after = "";
        while (await audit.ListAsync(after, Page, cancellationToken) is { IsEmpty: false } page)
        {
            foreach (var entity in page)
                if (await audit.FindBaseAsync(entity, cancellationToken) is { } state) yield return (entity, state);
            after = page[^1].ToString();
        }
    }
}
