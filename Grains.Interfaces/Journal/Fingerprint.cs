namespace Sync.Contracts;

/// <summary>The first 16 bytes of the SHA-256 of an update's content: typed and normalised payload, target and occurred-at (5 = 5.0);
/// no transport fields. Immutable, thread-safe.</summary>
/// <param name="High">Bytes 0 to 7, big-endian.</param>
/// <param name="Low">Bytes 8 to 15.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.fingerprint")]
[System.Text.Json.Serialization.JsonConverter(typeof(FingerprintConverter))]
public readonly record struct Fingerprint([property: Id(0)] ulong High, [property: Id(1)] ulong Low)
{
    /// <summary>The size in bytes.</summary>
    public const int Size = 16;

    /// <summary>Reads 16 bytes.</summary>
    public static Fingerprint Read(ReadOnlySpan<byte> bytes) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Writes 16 bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    /// <summary>The 16 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}

/// <summary>Writes a fingerprint as 32 hexadecimal digits. Thread-safe.</summary>
public sealed class FingerprintConverter : System.Text.Json.Serialization.JsonConverter<Fingerprint>
{
    /// <inheritdoc/>
    public override Fingerprint Read(ref System.Text.Json.Utf8JsonReader reader, Type typeToConvert, System.Text.Json.JsonSerializerOptions options) =>
        Fingerprint.Read(Convert.FromHexString(reader.GetString()!));

    /// <inheritdoc/>
    public override void Write(System.Text.Json.Utf8JsonWriter writer, Fingerprint value, System.Text.Json.JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
