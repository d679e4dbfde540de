using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Cases;

/// <summary>A case as it is read. Pure.</summary>
public static class CaseViews
{
    /// <summary>The case, or null when it was never opened.</summary>
    public static CaseView? Of(EntityView<CaseState> view) => view.State is { Reason: { } reason, About: { } about } state
        ? new CaseView(
            view.Key.Id, state.Status, reason, about, state.Update, state.Occurrences, state.OpenedAt, state.DueAt, state.Owner, state.ResolvedAt,
            state.Note, view.Version)
        : null;
}
