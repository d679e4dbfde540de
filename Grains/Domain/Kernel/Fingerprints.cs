using System.Buffers;
using System.Text.Json;
using Sync.Contracts;
using static Sync.Contracts.HashInput;

namespace Sync.Domain.Kernel;

/// <summary>Computes what makes two updates the same content, and two identities the same identity. Thread-safe.</summary>
public static class Fingerprints
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };
    [ThreadStatic] private static ArrayBufferWriter<byte>? _buffer;
    [ThreadStatic] private static Utf8JsonWriter? _json;

    /// <summary>The content of an update: target, instant of occurrence (or local time), posting date and typed payload (numbers normalised); no
    /// identity, sequence or transport field.</summary>
    public static Fingerprint OfContent(Update update)
    {
        var buffer = Buffer();
        Text(buffer, update.Target.Kind);
        Text(buffer, update.Target.Id);
        Number(buffer, update.OccurredAt?.UtcTicks ?? -1);
        Number(buffer, update.PostingDate?.DayNumber ?? -1);
        if (update.LocalTime is { } local) Text(buffer, local.ToString());
        var type = UpdateTypes.Of(update.Payload);
        Text(buffer, type.FullName);
        var json = _json ??= new Utf8JsonWriter(buffer, Options);
        json.Reset(buffer);
        type.Write(json, update.Payload);
        json.Flush();
        return Hash(buffer);
    }

    /// <summary>As <see cref="OfContent"/>; false for a payload that JSON cannot spell, such as an enum value without a name: nobody can have recorded it.</summary>
    public static bool TryOfContent(Update update, out Fingerprint content)
    {
        try
        {
            content = OfContent(update);
            return true;
        }
        catch (JsonException)
        {
            content = default;
            return false;
        }
    }

    /// <summary>The identity of an update, as 16 bytes of SHA-256.</summary>
    public static Fingerprint OfIdentity(UpdateId id)
    {
        var buffer = Buffer();
        Identity(buffer, id);
        return Hash(buffer);
    }

    /// <summary>The identity of an update whose sequence says the identity: the same message id under another number is another one.</summary>
    /// <param name="identity">The identity by the message id.</param>
    /// <param name="sequence">The sequence.</param>
    public static Fingerprint OfIdentity(Fingerprint identity, long sequence) => identity with { Low = identity.Low ^ unchecked(((ulong)sequence + 1) * 0x9E37_79B9_7F4A_7C15) };

    private static ArrayBufferWriter<byte> Buffer()
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        return buffer;
    }

    private static Fingerprint Hash(ArrayBufferWriter<byte> buffer)
    {
        Span<byte> hash = stackalloc byte[RecordHash.Size];
        Sha256(buffer, hash);
        return Fingerprint.Read(hash);
    }
}
