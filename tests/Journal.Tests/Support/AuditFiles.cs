using Microsoft.Extensions.DependencyInjection;
using Sync.Contracts;
using Sync.Journal.Auditing;

namespace Sync.Journal.Tests.Support;

public static class AuditServices
{
    public static IAuditStore Audit(this TestJournal journal) => journal.Services.GetRequiredService<IAuditStore>();
}

/// <summary>Heads, exports and archive of one journal, in a folder that is removed afterwards.</summary>
public sealed class AuditFiles(TestJournal journal, Func<Task<TestJournal>> reading) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("audit-").FullName;
    private HeadWriter? _writer;

    public string Heads => Path.Combine(_folder, "heads");

    public string Archive => Path.Combine(_folder, "archive");

    public string Export => Path.Combine(_folder, "export.ndjson.gz");

    public string KeyFile => Path.Combine(_folder, "audit.key");

    public HeadWriter Writer => _writer ??= new HeadWriter(journal.Audit(), new HeadOptions { Folder = Heads, KeyFile = KeyFile }, TimeProvider.System);

    /// <summary>As after a restart.</summary>
    public void Restart()
    {
        _writer?.Dispose();
        _writer = null;
    }

    public async Task<AuditResult> ExportAndCheckAsync(ExportFilter? filter = null)
    {
        // As the command does: in a process that wrote nothing, so that nothing comes from memory.
        var reader = await reading();
        await new AuditExport(reader.Audit(), reader.Feed, TimeProvider.System).WriteAsync(Export, filter ?? new ExportFilter());
        return await CheckAsync();
    }

    public Task<AuditResult> CheckAsync() => AuditCheck.RunAsync(Export, Heads, File.ReadAllText(Path.Combine(Heads, "public.pem")));

    /// <summary>Archives and drops records as retention does.</summary>
    public async Task ArchiveAsync(JournalRecord last)
    {
        var old = await journal.Audit().ReadOldAsync(last.Entity, last.Version + 1, last.RecordedAt.AddDays(1), 1000);
        ArchiveFolder.Write(Archive, await journal.Audit().JournalIdAsync(), old, DateTimeOffset.UtcNow);
        await journal.Audit().DropAsync(new Snapshot(last.Entity, last.Version, last.Hash, 1, "{}"u8.ToArray()), old[^1].Position);
    }

    public void Dispose()
    {
        _writer?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
