using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Sync.Silo.Tls;

namespace Sync.Silo.Tests.Support;

/// <summary>A peer that knows sockets and TLS, and nothing of the engine.</summary>
internal static class Peer
{
    /// <summary>Sends bytes that are no TLS, and waits until the other side hangs up.</summary>
    public static async Task SpeakPlainAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Waits.Short);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: silo\r\n\r\n"u8.ToArray(), Waits.Short);
        await UntilOverAsync(client.GetStream());
    }

    /// <summary>Shows a certificate, and waits until the other side hangs up.</summary>
    public static async Task ShowAsync(int port, string? folder)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Waits.Short);
        await using var tls = await HandshakeAsync(client, folder);
        if (tls is not null) await UntilOverAsync(tls);
    }

    /// <summary>The serial number of the certificate that the other side shows.</summary>
    public static async Task<string?> SerialAsync(int port, string folder)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Waits.Short);
        await using var tls = await HandshakeAsync(client, folder);
        return (tls?.RemoteCertificate as X509Certificate2)?.SerialNumber;
    }

    /// <summary>Answers one caller with a certificate of this folder.</summary>
    public static async Task AnswerAsync(TcpListener listener, string folder)
    {
        using var client = await listener.AcceptTcpClientAsync(Waits.Short);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = Material(folder).Own }, Waits.Short);
            await UntilOverAsync(tls);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // The caller left.
        }
    }

    private static async Task<SslStream?> HandshakeAsync(TcpClient client, string? folder)
    {
        var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "silo.orleanssync.internal",
                ClientCertificateContext = folder is null ? null : Material(folder).Own,
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
            }, Waits.Short);
            return tls;
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            await tls.DisposeAsync();
            return null;
        }
    }

    private static async Task UntilOverAsync(Stream stream)
    {
        var buffer = new byte[1024];
        try
        {
            while (await stream.ReadAsync(buffer, Waits.Short) > 0)
            {
                // What it still says does not matter.
            }
        }
        catch (IOException)
        {
            // Cut off is also over.
        }
    }

    private static TlsMaterial Material(string folder)
    {
        var texts = TlsFolder.Read(folder);
        return TlsMaterial.Read(texts.Authority, texts.Certificate, texts.Key);
    }
}
