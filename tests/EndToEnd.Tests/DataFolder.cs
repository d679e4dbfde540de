using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Sync.EndToEnd.Tests;

/// <summary>A data folder of a test's own, and how to speak to the program that uses it.</summary>
internal sealed class DataFolder : IDisposable
{
    public DataFolder()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("sync-e2e-").FullName;

    /// <summary>The same for every start on this folder.</summary>
    public string Url { get; }

    public string Report => System.IO.Path.Combine(Path, "report.json");

    public RunningProgram Start(params string[] arguments) => RunningProgram.Start([.. arguments, "--data", Path, "--urls", Url]);

    public HttpClient Client() => new()
    {
        BaseAddress = new Uri(Url),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(System.IO.Path.Combine(Path, "operator.key")).Trim()) },
    };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
