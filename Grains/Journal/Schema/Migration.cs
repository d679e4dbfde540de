using System.Globalization;
using System.Reflection;

namespace Sync.Journal.Schema;

/// <summary>One step of a schema: a script of <c>deploy/sql</c>, embedded. A script is idempotent and records itself in <c>schema_version</c>,
/// so applied by hand or by the program it leaves the same.</summary>
/// <param name="Version">From 1; the number at the front of the file's name.</param>
/// <param name="Sql">The text.</param>
internal sealed record Migration(int Version, string Sql)
{
    /// <summary>The steps of a component (<c>journal</c>, <c>orleans</c>) in order.</summary>
    public static IReadOnlyList<Migration> Of(string storage, string component)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"sql/{storage}/{component}/";
        return assembly.GetManifestResourceNames()
            .Select(static name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(int.Parse(name.AsSpan(folder.Length, 4), CultureInfo.InvariantCulture), Read(assembly, name)))
            .ToList();
    }

    /// <summary>The steps that are missing.</summary>
    /// <exception cref="InvalidOperationException">The schema is newer than this program.</exception>
    public static IReadOnlyList<Migration> Missing(string storage, string component, int applied)
    {
        var all = Of(storage, component);
        if (applied > all[^1].Version)
        {
            throw new InvalidOperationException(
                $"the schema of '{component}' has version {applied}, this program knows {all[^1].Version}: start the program that wrote it, or a newer one");
        }

        return all.Where(step => step.Version > applied).ToList();
    }

    /// <summary>For who must not change anything.</summary>
    /// <exception cref="InvalidOperationException">The schema is not of this program's version.</exception>
    public static void RequireAll(string storage, string component, int applied)
    {
        if (Missing(storage, component, applied).Count > 0)
            throw new InvalidOperationException($"the schema of '{component}' has version {applied}, this program knows a newer one: start the program once, and it brings the schema up to date");
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
