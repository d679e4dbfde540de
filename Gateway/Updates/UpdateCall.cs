using System.Collections.Immutable;
using System.Diagnostics;
using Sync.Gateway.Access;

namespace Sync.Gateway.Updates;

/// <summary>The updates of one call: what could be read is submitted at once, what could not has its receipt already. Not thread-safe.</summary>
internal sealed class UpdateCall(Caller caller)
{
    private readonly List<(int Line, Update? Update, Refusal? Refusal, UpdateId Id)> _lines = [];
    private readonly string? _trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    public int Count => _lines.Count;

    /// <summary>Takes a line; gives back why it is refused, if it is.</summary>
    public Refusal? Add(int line, UpdateReading reading)
    {
        if (reading.TryGet(out var update, out var refusal)) refusal = LineRights.Check(caller, update);
        if (refusal is not null) update = null;
        if (update is { TraceParent: null } && _trace is not null) update = update with { TraceParent = _trace };
        _lines.Add((line, update, refusal, reading.Id));
        return refusal;
    }

    /// <summary>Receipts with their lines, in order.</summary>
    public async Task<ImmutableArray<(int Line, Receipt Receipt)>> SubmitAsync(UpdateRouting routing)
    {
        ImmutableArray<Update> updates = [.. _lines.Where(l => l.Update is not null).Select(l => l.Update!)];
        var receipts = updates.IsEmpty ? [] : await routing.SubmitAsync(updates);
        if (receipts.Length != updates.Length) throw new InvalidOperationException($"{updates.Length} updates were answered by {receipts.Length} receipts");
        var next = 0;
        return [.. _lines.Select(l => (l.Line, l.Refusal is { } refusal ? new Receipt.Rejected(l.Id, refusal) : receipts[next++]))];
    }
}
