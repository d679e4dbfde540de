using System.Globalization;
using System.Security.Cryptography;

namespace Sync.Factory.Books;

/// <summary>The folder that holds the books of all runs, and the two things that stay the same over them: the webhook's secret and port.</summary>
internal sealed class BooksFolder
{
    public BooksFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string Runs => File("runs.ndjson");

    public string Sent => File("sent.ndjson");

    public string Receipts => File("receipts.ndjson");

    public string Deliveries => File("deliveries.ndjson");

    public string Lock => File("lock");

    public string Handover => File("handover");

    /// <summary>The port the webhook target had last, or 0.</summary>
    public int Port
    {
        get => System.IO.File.Exists(File("webhook.port"))
            && int.TryParse(System.IO.File.ReadAllText(File("webhook.port")).Trim(), CultureInfo.InvariantCulture, out var port) ? port : 0;
        set => Replace("webhook.port", value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The webhook's secret, made at the first use and readable by its owner only.</summary>
    public string Secret()
    {
        var path = File("webhook.secret");
        if (!System.IO.File.Exists(path)) Replace("webhook.secret", "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return System.IO.File.ReadAllText(path).Trim();
    }

    // Written beside and renamed, so that a kill leaves the old or the new one and never half of it.
    private void Replace(string name, string text)
    {
        var beside = File(name + ".new");
        System.IO.File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(beside, options))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
            file.Flush(flushToDisk: true);
        }

        System.IO.File.Move(beside, File(name), overwrite: true);
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
