using System.Text;

namespace Sync.Gateway.Access;

/// <summary>Reads the operator's key, and makes it at the first start.</summary>
internal static class OperatorKeyFile
{
    private const string FileName = "operator.key";
    private const int MinLength = 20;
    private const int LockAttempts = 1000;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(10);
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="InvalidOperationException">The file is there and has no key in it, or was named and is not there.</exception>
    public static OperatorKey Load(GatewayOptions options)
    {
        if (options.OperatorKeyFile is not { } named) return LoadOrCreate(options.DataDirectory);
        var path = Path.GetFullPath(named);
        if (!File.Exists(path)) throw new InvalidOperationException($"{path} is not there: Gateway:OperatorKeyFile names a file with the operator's key");
        return Read(path, created: false);
    }

    public static OperatorKey LoadOrCreate(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.GetFullPath(Path.Combine(directory, FileName));
        var created = !File.Exists(path) && TryCreate(path);
        Protect(path);
        return Read(path, created);
    }

    private static OperatorKey Read(string path, bool created)
    {
        var key = File.ReadAllText(path).Trim();
        return key.Length is >= MinLength and <= KeyText.MaxLength
            ? new OperatorKey(path, created, KeyText.Hash(key))
            : throw new InvalidOperationException($"{path} has no key of {MinLength} to {KeyText.MaxLength} characters in it: delete it, and the next start makes a new one, or write a key into it");
    }

    /// <summary>Written whole beside it and then named, so that no start ever sees half a key; under a lock, so that two starts at once
    /// agree on one: a rename alone replaces what came in between.</summary>
    private static bool TryCreate(string path)
    {
        using var alone = Lock(path + ".lock");
        if (File.Exists(path)) return false;
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(KeyText.Make(KeyText.OperatorPrefix) + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: false);
        return true;
    }

    /// <summary>Held until disposed, and by the system's own doing when the process dies.</summary>
    private static FileStream Lock(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < LockAttempts)
            {
                Thread.Sleep(LockPause);
            }
        }
    }

    /// <summary>A key that was copied here may have come with wider rights.</summary>
    private static void Protect(string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OwnerOnly) File.SetUnixFileMode(path, OwnerOnly);
    }
}
