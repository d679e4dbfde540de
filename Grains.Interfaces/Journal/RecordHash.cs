namespace Sync.Contracts;

/// <summary>A SHA-256 value. <c>default</c> (all zero) stands before an entity's first record. Immutable, thread-safe.</summary>
/// <param name="A">Bytes 0 to 7, big-endian.</param>
/// <param name="B">Bytes 8 to 15.</param>
/// <param name="C">Bytes 16 to 23.</param>
/// <param name="D">Bytes 24 to 31.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.record-hash")]
[System.Text.Json.Serialization.JsonConverter(typeof(RecordHashConverter))]
public readonly record struct RecordHash(
    [property: Id(0)] ulong A, [property: Id(1)] ulong B, [property: Id(2)] ulong C, [property: Id(3)] ulong D)
{
    /// <summary>The size in bytes.</summary>
    public const int Size = 32;

    /// <summary>Reads 32 bytes.</summary>
    public static RecordHash Read(ReadOnlySpan<byte> bytes) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    /// <summary>Writes 32 bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], B);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], C);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], D);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}

/// <summary>Writes a hash as 64 hexadecimal digits. Thread-safe.</summary>
public sealed class RecordHashConverter : System.Text.Json.Serialization.JsonConverter<RecordHash>
{
    /// <inheritdoc/>
    public override RecordHash Read(ref System.Text.Json.Utf8JsonReader reader, Type typeToConvert, System.Text.Json.JsonSerializerOptions options) =>
        RecordHash.Read(Convert.FromHexString(reader.GetString()!));

    /// <inheritdoc/>
    public override void Write(System.Text.Json.Utf8JsonWriter writer, RecordHash value, System.Text.Json.JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
