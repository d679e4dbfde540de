using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Adapters;

/// <summary>What a mapping file says. Not thread-safe; read for each file, so that a correction needs no restart.</summary>
// { "separator": "tab", "header": false, "columns": ["ProductID", "LocationID", "Quantity"],
//   "fields": { "item": "ProductID", "location": "LocationID", "quantity": "Quantity" },
//   "constants": { "type": "stock.counted", "plant": "AW" }, "defaults": { "unit": "EA" }, "timeZone": "Etc/UTC" }
internal sealed class MappingFile
{
    /// <summary>For people.</summary>
    public string? Description { get; set; }

    /// <summary>comma, semicolon, tab or pipe; absent: what the first line has most of.</summary>
    public string? Separator { get; set; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool Header { get; set; } = true;

    /// <summary>The columns in order, for files without a header line.</summary>
    public string[] Columns { get; set; } = [];

    /// <summary>Field to column.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>Field to the value that every row has.</summary>
    public Dictionary<string, string> Constants { get; set; } = [];

    /// <summary>Field to the value of rows whose cell is empty.</summary>
    public Dictionary<string, string> Defaults { get; set; } = [];

    /// <summary>Field to a list of the file's words and ours.</summary>
    public Dictionary<string, Dictionary<string, string>> Words { get; set; } = [];

    /// <summary>Columns that mean nothing here.</summary>
    public string[] Ignore { get; set; } = [];

    /// <summary>The form of times, as .NET writes it; absent: RFC 3339 and its like.</summary>
    public string? TimeFormat { get; set; }

    /// <summary>The IANA time zone of times without offset.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The decimal sign: a point, or a comma.</summary>
    public string Decimal { get; set; } = ".";

    /// <summary>What every file of the folder declares itself: a complete or a partial snapshot; absent: it is none, unless it says so itself.</summary>
    public string? Snapshot { get; set; }

    /// <summary><c>file</c>: the rows stand in the order in which they happened. It tells which hour a time means that the clocks showed twice.</summary>
    public string? Order { get; set; }

    /// <exception cref="FileProblemException">It is not a mapping file.</exception>
    public static MappingFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), MappingJson.Default.MappingFile) ?? throw Problem(path, "it is empty");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Problem(path, e.Message);
        }
    }

    private static FileProblemException Problem(string path, string message) =>
        new(FileProblem.Of(ErrorCodes.FileMapping, $"the mapping {Path.GetFileName(path)} cannot be read: {message}", value: path));
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(MappingFile))]
internal sealed partial class MappingJson : JsonSerializerContext;
