namespace Sync.Contracts;

/// <summary>Form and range of what people say to a case.</summary>
internal static class CaseUpdateRules
{
    private const int MaxPerson = 100;
    private const int MaxNote = 1_000;

    public static Refusal? Check(CaseUpdate update) => update switch
    {
        CaseUpdate.Own o => Fields.Line("owner", o.Owner, MaxPerson),
        CaseUpdate.Acknowledge a => Fields.Line("by", a.By, MaxPerson),
        CaseUpdate.Resolve r => Fields.Line("by", r.By, MaxPerson) ?? (r.Note is { } note ? Fields.Text("note", note, MaxNote) : null),
        _ => null,
    };
}
