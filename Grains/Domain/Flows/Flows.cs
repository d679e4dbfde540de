using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Cases;

namespace Sync.Domain.Flows;

/// <summary>Every flow of the system. Pure, thread-safe.</summary>
public static class Flows
{
    private const string RefusedSource = "/flows/refused";

    /// <summary>The flows, each run over every record.</summary>
    public static ImmutableArray<IFlow> All { get; } = [new TransferFlow(), new MasterFlow(), new CaseFlow(), new ExpiryFlow(), new ClaimFlow()];

    /// <summary>The command that opens a case about a command that was refused; null when it was itself about a case. It depends on command
    /// and code only, so that a command that is refused twice opens its case once.</summary>
    public static Update? CaseOf(Update command, Receipt.Rejected rejected)
    {
        if (command.Payload is CaseUpdate) return null;
        var error = ErrorCodes.Find(rejected.Reason.Code);
        var reason = ErrorCodes.FlowRefused.With(
            $"{UpdateTypes.Of(command.Payload).FullName} to {command.Target}, which follows from {command.CausationId ?? "nothing known"}, was refused: {rejected.Reason.Code}, {error.Title}");
        return new Update(
            new UpdateId(RefusedSource, 0, $"{command.Id}#{rejected.Reason.Code}"), CaseIds.Of(reason.Code, command.Target),
            new CaseUpdate.Open(reason, command.Target, command.Id), command.OccurredAt,
            TraceParent: command.TraceParent, CorrelationId: command.CorrelationId, CausationId: command.CausationId);
    }
}
