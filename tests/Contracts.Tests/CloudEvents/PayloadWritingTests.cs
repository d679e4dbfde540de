using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;

namespace Sync.Contracts.Tests.CloudEvents;

/// <summary>Fingerprints rest on the bytes of payloads for ever, however those are written.</summary>
public sealed class PayloadWritingTests
{
    public static TheoryData<string> Types => [.. UpdateTypes.All.Select(static type => type.FullName)];

    [Theory, MemberData(nameof(Types))]
    public void Payloads_are_written_byte_for_byte_as_the_json_of_their_type_says(string name) => Gens.Update(UpdateTypes.Find(name)!).Sample(
        update =>
        {
            foreach (var options in new[] { default, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true } })
                Assert.Equal(Bytes(options, writer => JsonSerializer.Serialize(writer, update.Payload, UpdateTypes.Of(update.Payload).Payload)), Bytes(options, writer => UpdateTypes.Of(update.Payload).Write(writer, update.Payload)));
        },
        iter: 300);

    private static byte[] Bytes(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, options)) write(writer);
        return stream.ToArray();
    }
}
