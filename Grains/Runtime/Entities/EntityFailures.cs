using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Entities;

/// <summary>Turns failures of the journal that changed nothing into receipts.</summary>
internal static class EntityFailures
{
    /// <summary>True when the failure promises that nothing of the call is durable.</summary>
    public static bool IsNothingChanged(Exception e) => e is JournalFencedException or JournalBusyException or JournalUnavailableException or MastersUnavailableException;

    /// <summary>Answers updates [from, to) with «retry later».</summary>
    public static void Fill(Receipt[] receipts, ImmutableArray<Update> updates, int from, int to, Exception e)
    {
        var reason = e switch
        {
            JournalFencedException => ErrorCodes.Fenced.With(e.Message),
            JournalBusyException => ErrorCodes.Busy.With(e.Message),
            _ => ErrorCodes.StoreUnavailable.With(e.Message),
        };
        for (var i = from; i < to; i++) receipts[i] = new Receipt.RetryLater(updates[i].Id, reason);
    }
}
