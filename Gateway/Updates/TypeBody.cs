namespace Sync.Gateway.Updates;

/// <summary>One type of update.</summary>
internal sealed record TypeBody(string Type, string Nature, string Kind, string Summary)
{
    public static IReadOnlyList<TypeBody> All { get; } = [.. UpdateTypes.All.Where(t => t.Public).Select(t => new TypeBody(t.FullName, t.Nature.ToString(), t.Kind!, t.Summary))];
}
