using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Sync.Journal.Hosting;

/// <summary>Finds everything that is wrong with the options at once, each with its cure.</summary>
internal sealed partial class JournalOptionsValidator : IValidateOptions<JournalOptions>
{
    public ValidateOptionsResult Validate(string? name, JournalOptions options)
    {
        var errors = new List<string>();
        if (options.Storage is not ("sqlite" or "postgres"))
            errors.Add($"Journal:Storage is '{options.Storage}': set it to sqlite or postgres");
        if (string.IsNullOrWhiteSpace(options.Connection))
            errors.Add("Journal:Connection is empty: set it to the path of the SQLite file, or to a PostgreSQL connection string");
        else if (options.Storage == "postgres" && ConnectionError(options.Connection) is { } error)
            errors.Add($"Journal:Connection is not a PostgreSQL connection string ({error}): write it as Host=...;Database=...;Username=...");
        else if (options.Storage == "sqlite" && options.Connection.Contains(":memory:", StringComparison.Ordinal))
            errors.Add("Journal:Connection is in memory: a journal must outlive its process, set it to the path of a file");
        Range(errors, nameof(options.Lanes), options.Lanes, 1, 1024);
        Range(errors, nameof(options.Writers), options.Writers, 1, 16);
        Range(errors, nameof(options.QueueLimit), options.QueueLimit, 64, 1_000_000);
        Range(errors, nameof(options.BatchLimit), options.BatchLimit, 1, 50_000);
        if (!SchemaName().IsMatch(options.Schema))
            errors.Add($"Journal:Schema is '{options.Schema}': set it to 1 to 63 lower-case letters, digits and underscores, a digit not first");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Range(List<string> errors, string name, int value, int least, int most)
    {
        if (value < least || value > most) errors.Add($"Journal:{name} is {value}: set it between {least} and {most}");
    }

    private static string? ConnectionError(string connection)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connection);
            return string.IsNullOrEmpty(builder.Host) ? "it names no host" : null;
        }
        catch (ArgumentException e)
        {
            // The text itself may hold a password and is not repeated.
            return e.GetType() == typeof(ArgumentException) ? "a keyword is not known" : "a value is malformed";
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.None, 1000)]
    private static partial Regex SchemaName();
}
