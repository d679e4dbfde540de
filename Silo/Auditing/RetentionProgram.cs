using System.Net.Http.Headers;
using System.Text.Json;
using Sync.Silo.CommandLine;
using Sync.Silo.Hosting;

namespace Sync.Silo.Auditing;

/// <summary>Asks the running system for a run of retention: only it knows how far its readers are.</summary>
internal static class RetentionProgram
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(StartSettings settings, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri(settings.Urls.Split(';')[0]) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(settings.OperatorKeyFile, cancellationToken)).Trim());
        try
        {
            using var started = await http.PostAsync("/v1/retention", null, cancellationToken);
            started.EnsureSuccessStatusCode();
            while (true)
            {
                using var status = JsonDocument.Parse(await http.GetStringAsync("/v1/retention", cancellationToken));
                if (!status.RootElement.TryGetProperty("current", out _) && status.RootElement.TryGetProperty("last", out var last)) return Tell(last);
                await Task.Delay(Pause, cancellationToken);
            }
        }
        catch (HttpRequestException e)
        {
            throw new InvalidOperationException($"the system at {http.BaseAddress} cannot be asked ({e.Message}): start it first, and say with --urls and --data where it is", e);
        }
    }

    private static int Tell(JsonElement run)
    {
        Console.WriteLine($"{run.GetProperty("entities").GetInt64():N0} entities looked at, {run.GetProperty("records").GetInt64():N0} records left the journal");
        if (!run.TryGetProperty("problem", out var problem)) return ExitCodes.Done;
        Console.WriteLine(problem.GetString());
        return ExitCodes.Failed;
    }
}
