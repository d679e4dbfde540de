using System.CommandLine;
using System.Reflection;
using Sync.Silo.CommandLine;

namespace Sync.House.Tests.Deploy;

/// <summary>Reads arguments and environment as the program itself would at its start.</summary>
internal static class ProgramStart
{
    private const string Prefix = "ORLEANSSYNC_";
    private static readonly Lock OneAtATime = new();
    private static readonly string Sources = string.Join('\n', Repository.Sources("Silo").Select(File.ReadAllText));

    /// <summary>Everything that the program would refuse.</summary>
    public static IReadOnlyList<string> Errors(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var errors = environment.Keys.Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal) && !IsSetting(name)).Select(static name => $"{name} is no setting").ToList();
        var start = new StartArguments();
        var root = new RootCommand();
        start.AddTo(root);
        var parsed = root.Parse(arguments);
        errors.AddRange(parsed.Errors.Select(static e => e.Message));
        lock (OneAtATime)
        {
            var (told, before) = (new StringWriter(), Console.Error);
            foreach (var (name, value) in environment) Environment.SetEnvironmentVariable(name, value);
            Console.SetError(told);
            try
            {
                // Names of a network that is not this machine's have no address here.
                if (errors.Count == 0 && !start.TryRead(parsed, out _))
                    errors.AddRange(told.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => !line.Contains("has no address here", StringComparison.Ordinal)));
            }
            finally
            {
                Console.SetError(before);
                foreach (var name in environment.Keys) Environment.SetEnvironmentVariable(name, null);
            }
        }

        return errors;
    }

    /// <summary>The program's own commands, for example <c>health</c>.</summary>
    public static IReadOnlyList<string> CommandErrors(string[] arguments) => [.. SyncCommands.Create().Parse(arguments).Errors.Select(static e => e.Message)];

    /// <summary>A name that the program reads by itself, or a property of options that are bound to its section.</summary>
    public static bool IsSetting(string variable)
    {
        var key = variable[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);
        return Sources.Contains($"\"{key}\"", StringComparison.Ordinal) || Options().Any(o => key.StartsWith(o.Section + ":", StringComparison.Ordinal)
            && o.Type.GetProperty(key[(o.Section.Length + 1)..].Split(':')[0]) is not null);
    }

    private static IEnumerable<(string Section, Type Type)> Options() => new[] { "Sync.Gateway", "Sync.Adapters", "Sync.Grains", "Sync.Journal" }
        .SelectMany(static name => Assembly.Load(name).GetTypes())
        .Select(static type => (type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string, type))
        .Where(static o => o.Item1 is not null)
        .Select(static o => (o.Item1!, o.type));
}
