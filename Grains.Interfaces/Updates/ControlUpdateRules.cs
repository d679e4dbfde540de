namespace Sync.Contracts;

/// <summary>Form and range of what operators say about held updates.</summary>
internal static class ControlUpdateRules
{
    private const int MaxReason = 500;

    public static Refusal? Check(ControlUpdate update) => update is ControlUpdate.Discard d
        ? Fields.Text("reason", d.Reason, MaxReason) ?? Fields.Line("by", d.By)
        : null;
}
