using System.CommandLine;

namespace Sync.Silo.CommandLine;

/// <summary><c>health</c>: asks a running process how it is. For images without a shell, and for scripts.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    public static Command Create()
    {
        var url = new Option<string>("--url") { Description = "The process that is asked.", DefaultValueFactory = static _ => "http://127.0.0.1:5080" };
        var live = new Option<bool>("--live") { Description = "Whether it lives, instead of whether it is ready." };
        var command = new Command("health", "Asks a running process whether it is ready. Exit code 0: it is; 1: it is not, or does not answer.") { url, live };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                result.AddError("--url: an address such as http://127.0.0.1:5080 is expected");
        });
        command.SetAction((parsed, cancellationToken) => AskAsync(new Uri(new Uri(parsed.GetValue(url)!), parsed.GetValue(live) ? "/health/live" : "/health/ready"), cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var response = await http.GetAsync(address, cancellationToken);
            await Console.Out.WriteLineAsync($"{address}: {(int)response.StatusCode}");
            return response.IsSuccessStatusCode ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"{address}: {e.Message}");
            return ExitCodes.Failed;
        }
    }
}
