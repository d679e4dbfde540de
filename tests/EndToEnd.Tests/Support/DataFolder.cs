namespace Sync.EndToEnd.Tests.Support;

/// <summary>A data folder that is removed afterwards.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("orleanssync-e2e-").FullName;

    public string Journal => File("journal.db");

    public string Report => File("report.json");

    public string File(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
