namespace Sync.Contracts;

/// <summary>Form and range of what operators say about held updates.</summary>
internal static class ControlUpdateRules
{
    private const int MaxReason = 500;

    public static Refusal? Check(ControlUpdate update) => update switch
    {
        ControlUpdate.Discard d => Said(d.Reason, d.By),
        ControlUpdate.NewEpoch n => Said(n.Reason, n.By),
        ControlUpdate.Fix f => Said(f.Reason, f.By),
        ControlUpdate.DeclareMissing d => Said(d.Reason, d.By) ?? Range(d),
        _ => null,
    };

    private static Refusal? Said(string reason, string by) => Fields.Text("reason", reason, MaxReason) ?? Fields.Line("by", by);

    private static Refusal? Range(ControlUpdate.DeclareMissing d) => d.From < 0 || d.To < d.From
        ? ErrorCodes.FieldInvalid.With($"from {d.From} to {d.To} is not a range of sequences: from must be 0 or more, to not below from")
        : null;
}
