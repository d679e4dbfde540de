using System.Text.Json;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>The report that the demo writes.</summary>
internal static class Reports
{
    public static async Task<JsonElement> Read(string path) => JsonElement.Parse(await File.ReadAllTextAsync(path));

    public static long Number(this JsonElement report, string name) => report.GetProperty(name).GetInt64();
}
