using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Entities;

/// <summary>Turns failures of the journal that changed nothing into reasons of receipts.</summary>
internal static class EntityFailures
{
    /// <summary>True when the failure promises that nothing of the call is durable.</summary>
    public static bool IsNothingChanged(Exception e) => e is JournalFencedException or JournalBusyException or JournalUnavailableException or MastersUnavailableException;

    /// <summary>Why an update is to be sent again later.</summary>
    public static Refusal Reason(Exception e) => e switch
    {
        JournalFencedException => ErrorCodes.Fenced.With(e.Message),
        JournalBusyException => ErrorCodes.Busy.With(e.Message),
        _ => ErrorCodes.StoreUnavailable.With(e.Message),
    };
}
