using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tls;

/// <summary>Connection middleware of the engine: both sides show a certificate before a byte of the engine's protocol is read. Thread-safe.</summary>
internal sealed partial class TlsTransport(TlsFiles files, TlsInstruments instruments, ILogger<TlsTransport> logger)
{
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);

    /// <summary>As large as a record of TLS may be: what the engine writes at once leaves in as few as possible.</summary>
    private const int RecordSize = 16 * 1024;

    /// <summary>The side that was called.</summary>
    /// <param name="allowed">Who may call: a certificate for any of these.</param>
    public Task AcceptAsync(ConnectionContext connection, ConnectionDelegate next, Roles allowed) => RunAsync(connection, next, "in", allowed, static (tls, own, check, limit) =>
        tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = own.Own,
            ClientCertificateRequired = true,
            CertificateChainPolicy = own.Policy(),
            RemoteCertificateValidationCallback = check.Accept,
            AllowTlsResume = false,
        }, limit));

    /// <summary>The side that calls: only silos are called.</summary>
    public Task ConnectAsync(ConnectionContext connection, ConnectionDelegate next) => RunAsync(connection, next, "out", Roles.Silo, static (tls, own, check, limit) =>
        tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = RoleNames.Of(Roles.Silo),
            ClientCertificateContext = own.Own,
            CertificateChainPolicy = own.Policy(),
            RemoteCertificateValidationCallback = check.Accept,
            AllowTlsResume = false,
        }, limit));

    private async Task RunAsync(
        ConnectionContext connection, ConnectionDelegate next, string direction, Roles allowed, Func<SslStream, TlsMaterial, PeerCheck, CancellationToken, Task> handshake)
    {
        var plain = connection.Transport;
        await using var tls = new SslStream(new TransportStream(plain), leaveInnerStreamOpen: true);
        var check = new PeerCheck(allowed);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
            limit.CancelAfter(HandshakeLimit);
            await handshake(tls, files.Current, check, limit.Token);
            instruments.OnHandshake(direction, "accepted");
        }
        catch (Exception e)
        {
            instruments.OnHandshake(direction, "refused");
            var reason = check.Refusal ?? Reason(e);
            Refused(direction == "in" ? "from" : "to", connection.RemoteEndPoint?.ToString(), reason);
            connection.Abort(new ConnectionAbortedException(reason, e));
            throw;
        }

        var pool = connection.Features.Get<IMemoryPoolFeature>()?.MemoryPool ?? MemoryPool<byte>.Shared;
        var secured = new TlsPipe(
            PipeReader.Create(tls, new StreamPipeReaderOptions(pool, RecordSize, leaveOpen: true)),
            PipeWriter.Create(tls, new StreamPipeWriterOptions(pool, RecordSize, leaveOpen: true)));
        connection.Transport = secured;
        try
        {
            await next(connection);
        }
        finally
        {
            await secured.EndAsync();
            connection.Transport = plain;
        }
    }

    private static string Reason(Exception failure) => failure switch
    {
        OperationCanceledException => "the handshake did not end in time, or the peer left: does it speak TLS?",
        AuthenticationException { InnerException: { } inner } => inner.Message,
        _ => $"{failure.Message} A peer without --tls is refused like this.",
    };

    [LoggerMessage(5203, LogLevel.Warning, "A connection {Direction} {Peer} was refused: {Reason}")]
    private partial void Refused(string direction, string? peer, string reason);

    private sealed record TlsPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe
    {
        /// <summary>What was not sent cannot be any more: the connection is over.</summary>
        public async ValueTask EndAsync()
        {
            await Input.CompleteAsync();
            await Output.CompleteAsync(new ConnectionResetException("the connection is over"));
        }
    }
}
