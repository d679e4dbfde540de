using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace Sync.Silo.Hosting;

/// <summary>Refuses every type name of a message that is not of a known assembly. Types with a generated serializer are known before it is asked; the
/// engine's own filters would also allow whatever ends in "Exception", and every assembly that has the engine's name anywhere in its own.
/// Immutable, thread-safe.</summary>
internal sealed class KnownTypeNames(IOptions<TypeManifestOptions> manifest) : ITypeNameFilter
{
    /// <summary>Ours, and what their exceptions come from.</summary>
    private static readonly FrozenSet<string> Assemblies = new[]
    {
        "Sync.Contracts", "Sync.Domain", "Sync.Journal", "Sync.Grains", "Sync.Adapters", "Sync.Gateway", "Sync.Pages", "Sync.Silo",
        "Npgsql", "Polly.Core", "System", "mscorlib", "netstandard",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The runtime and the engine.</summary>
    private static readonly string[] Prefixes = ["System.", "Microsoft.Extensions.", "Microsoft.AspNetCore.", "Microsoft.Data.Sqlite", "Orleans."];

    private readonly FrozenSet<string> _aliases = manifest.Value.WellKnownTypeAliases.Keys.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>False: refused. Null: the engine decides, and it refuses what nobody allows.</summary>
    public bool? IsTypeNameAllowed(string typeName, string assemblyName) => (assemblyName is "" ? IsKnownType(typeName) : IsKnownAssembly(assemblyName)) ? null : false;

    /// <summary>Names without an assembly: the runtime's core, the language's words, and our aliases.</summary>
    private bool IsKnownType(string name) => name.StartsWith("System.", StringComparison.Ordinal) || !name.Contains('.', StringComparison.Ordinal) || _aliases.Contains(name);

    private static bool IsKnownAssembly(string name)
    {
        var end = name.IndexOf(',', StringComparison.Ordinal);
        var simple = end < 0 ? name : name[..end];
        return Assemblies.Contains(simple) || Array.Exists(Prefixes, prefix => simple.StartsWith(prefix, StringComparison.Ordinal));
    }
}

internal static class KnownTypeNamesExtensions
{
    public static IServiceCollection AddKnownTypeNames(this IServiceCollection services) => services.AddSingleton<ITypeNameFilter, KnownTypeNames>();
}
