using System.Globalization;

namespace Sync.Factory.Books;

/// <summary>One factory writes a folder's books at a time. When the system is killed and started again, the factory of the first run may still be
/// there, waiting for it: the new one asks it to hand the books over and waits until it has let go. A lock ends with its process.</summary>
internal sealed class BooksLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;
    private readonly BooksFolder _folder;

    private BooksLock(BooksFolder folder, FileStream file)
    {
        _folder = folder;
        _file = file;
        File.Delete(folder.Handover);
    }

    /// <summary>Takes the lock, asking for it if need be.</summary>
    /// <exception cref="IOException">The other factory did not let go in time.</exception>
    public static async Task<BooksLock> Take(BooksFolder folder, TimeSpan patience, CancellationToken cancellation)
    {
        var attempts = (int)(patience / Pause);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new BooksLock(folder, new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (attempt < attempts)
            {
                if (attempt == 0) await File.WriteAllTextAsync(folder.Handover, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), cancellation);
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    /// <summary>Completes when another factory asks for the books.</summary>
    public async Task Asked(CancellationToken cancellation)
    {
        while (!File.Exists(_folder.Handover)) await Task.Delay(Pause, cancellation);
    }

    public void Dispose() => _file.Dispose();
}
