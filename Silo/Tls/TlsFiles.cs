using System.Security.Cryptography;

namespace Sync.Silo.Tls;

/// <summary>Reads the files again for every new connection: connections are few and long, and so a new certificate needs no restart.
/// Files that cannot be used leave the ones before in force. Thread-safe.</summary>
internal sealed partial class TlsFiles(string folder, ILogger<TlsFiles> logger)
{
    private readonly Lock _gate = new();
    private TlsTexts? _read;
    private TlsMaterial? _good;
    private string? _told;

    /// <exception cref="CryptographicException">The files were never usable, and are not now.</exception>
    /// <exception cref="IOException">The files were never readable, and are not now.</exception>
    public TlsMaterial Current
    {
        get
        {
            lock (_gate) return Read();
        }
    }

    private TlsMaterial Read()
    {
        try
        {
            var texts = TlsFolder.Read(folder);
            if (_good is { } same && texts == _read) return same;
            var fresh = TlsMaterial.Read(texts.Authority, texts.Certificate, texts.Key);
            if (_good is not null) Rotated(fresh.Certificate.Thumbprint, fresh.Certificate.NotAfter);
            (_read, _good, _told) = (texts, fresh, null);
            return fresh;
        }
        catch (Exception e) when (_good is not null && e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // Half of an exchange, most often: said once for each reason.
            if (_told != e.Message) Kept(folder, e.Message);
            _told = e.Message;
            return _good;
        }
    }

    [LoggerMessage(5201, LogLevel.Information, "New connections use the certificate {Thumbprint}, valid until {Until}")]
    private partial void Rotated(string thumbprint, DateTime until);

    [LoggerMessage(5202, LogLevel.Error, "The files in {Folder} cannot be used ({Reason}); the certificate before stays in force: put a certificate there with its key and authority")]
    private partial void Kept(string folder, string reason);
}
