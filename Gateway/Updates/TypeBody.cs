namespace Sync.Gateway.Updates;

/// <summary>The types of update that can be sent.</summary>
internal sealed record TypesBody(IReadOnlyList<TypeBody> Types)
{
    public static TypesBody Public { get; } = new([.. UpdateTypes.All.Where(t => t.Public).Select(t => new TypeBody(t.FullName, t.Nature.ToString(), t.Kind!, t.Summary))]);
}

/// <summary>One type of update.</summary>
internal sealed record TypeBody(string Type, string Nature, string Kind, string Summary);
