using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Inbox;

/// <summary>Which events of a message go to their entities now. One that cannot be read goes aside alone; what comes behind it with the same key waits,
/// and so does what comes behind that; every other key goes on. Immutable.</summary>
public sealed class InboxPlan
{
    private readonly InboundMapping _mapping;
    private readonly string? _key;
    private readonly ImmutableArray<Step> _steps;
    private readonly ImmutableHashSet<string> _stopped;

    private InboxPlan(InboundMapping mapping, string? key, ImmutableArray<Step> steps, ImmutableHashSet<string> stopped) =>
        (_mapping, _key, _steps, _stopped) = (mapping, key, steps, stopped);

    /// <summary>The updates that are to be submitted, in order.</summary>
    public ImmutableArray<Update> Updates => [.. _steps.Where(static s => s.Fate == Fate.Goes).Select(static s => s.Line.Update!)];

    /// <summary>Plans a message.</summary>
    /// <param name="mapping">What it says.</param>
    /// <param name="key">What its source orders messages by; null: by the subjects of their events.</param>
    /// <param name="blocked">The keys for which earlier messages wait.</param>
    /// <param name="decided">Verdicts of an earlier attempt, which stand.</param>
    public static InboxPlan Make(InboundMapping mapping, string? key, IReadOnlySet<string> blocked, ImmutableArray<LineReceipt> decided)
    {
        var verdicts = decided.Where(static d => d.Receipt is not null).ToDictionary(static d => d.Line, static d => d.Receipt!);
        var stopped = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        if (mapping.Refusal is not null && key is not null) stopped.Add(Keyed(key));
        var steps = ImmutableArray.CreateBuilder<Step>(mapping.Lines.Length);
        foreach (var line in mapping.Lines)
        {
            var of = KeyOf(line, key);
            var known = line.Refusal is null ? verdicts.GetValueOrDefault(line.Line) : null;
            var fate = line.Refusal is not null ? Fate.Unreadable
                : known is not null ? Fate.Decided
                : of is not null && (blocked.Contains(of) || stopped.Contains(of)) ? Fate.Waits
                : Fate.Goes;
            if (of is not null && fate is Fate.Unreadable or Fate.Waits) stopped.Add(of!);
            steps.Add(new Step(line, fate, known));
        }

        return new InboxPlan(mapping, key, steps.MoveToImmutable(), stopped.ToImmutable());
    }

    /// <summary>What becomes of the message.</summary>
    /// <param name="receipts">The verdicts on <see cref="Updates"/>, in order.</param>
    public InboxVerdict Conclude(ImmutableArray<Receipt> receipts)
    {
        var keys = _stopped;
        var lines = ImmutableArray.CreateBuilder<LineReceipt>(_steps.Length);
        (Refusal? unreadable, Refusal? waits) = (_mapping.Refusal is { } whole ? ErrorCodes.InboxUnreadable.With($"{whole.Code}: {whole.Message}") : null, null);
        var next = 0;
        foreach (var (line, fate, known) in _steps)
        {
            var receipt = fate switch
            {
                Fate.Unreadable => new Receipt.Rejected(line.Id, line.Refusal!),
                Fate.Decided => known,
                Fate.Goes => Durable(receipts[next++], ref waits),
                _ => null,
            };
            if (fate == Fate.Unreadable) unreadable ??= ErrorCodes.InboxUnreadable.With($"event {line.Line}: {line.Refusal!.Code}: {line.Refusal.Message}");
            if (fate == Fate.Waits) waits ??= ErrorCodes.InboxQueued.With($"event {line.Line} waits for an earlier message of '{KeyOf(line, _key)}'");
            if (fate == Fate.Goes && receipt is null && KeyOf(line, _key) is { } of) keys = keys.Add(of);
            lines.Add(new LineReceipt(line.Line, receipt));
        }

        var state = unreadable is not null ? InboxState.Dead : waits is not null ? InboxState.Waiting : InboxState.Done;
        return new InboxVerdict(state, unreadable ?? waits, state == InboxState.Done ? [] : [.. keys.Order(StringComparer.Ordinal)], lines.MoveToImmutable());
    }

    private static Receipt? Durable(Receipt receipt, ref Refusal? waits)
    {
        var reason = receipt switch
        {
            Receipt.RetryLater later => later.Reason,
            Receipt.Unknown unknown => unknown.Reason,
            _ => null,
        };
        waits ??= reason;
        return reason is null ? receipt : null;
    }

    private static string? KeyOf(InboundLine line, string? key) => key is null ? line.Subject : Keyed(key);

    // A subject never begins like this: it has a slash before any colon, or is one segment.
    private static string Keyed(string key) => "key:" + key;

    private enum Fate
    {
        Goes,
        Decided,
        Waits,
        Unreadable,
    }

    private readonly record struct Step(InboundLine Line, Fate Fate, Receipt? Known);
}
