using System.Text;
using CsCheck;

namespace Sync.Contracts.Tests.CloudEvents;

public sealed class UpdateJsonFuzzTests
{
    private static readonly Gen<Update> AnyUpdate = Gen.OneOf([.. UpdateTypes.All.Select(Gens.Update)]);
    private static readonly string[] Junk = ["null", "true", "-1", "1e999", "0.1234567890123", "\"\"", "\"\\ud800\"", "[]", "{}", "{\"value\":1}", "\"2026-02-30T00:00:00Z\"", "99999999999999999999"];

    [Fact]
    public void Broken_bytes_are_refused_or_read_and_never_thrown() => Gen.Select(AnyUpdate, Gen.Int[0, 4_000], Gen.Byte, Gen.Int[0, 3]).Sample(
        (update, at, value, kind) =>
        {
            var bytes = Encoding.UTF8.GetBytes(UpdateJson.Write(update));
            var i = at % bytes.Length;
            byte[] broken = kind switch
            {
                0 => [.. bytes[..i], value, .. bytes[(i + 1)..]],
                1 => [.. bytes[..i], value, .. bytes[i..]],
                2 => [.. bytes[..i], .. bytes[(i + 1)..]],
                _ => bytes[..i],
            };
            ReadsOrRefuses(broken);
        },
        iter: 20_000);

    [Fact]
    public void Any_value_in_any_place_is_refused_or_read_and_never_thrown() => Gen.Select(AnyUpdate, Gen.Int[0, 200], Gen.OneOf([.. Junk.Select(Gen.Const)])).Sample(
        (update, place, junk) =>
        {
            var json = UpdateJson.Write(update);
            var colons = Enumerable.Range(0, json.Length).Where(i => json[i] == ':' && i > 0 && json[i - 1] == '"').ToArray();
            var start = colons[place % colons.Length] + 1;
            var end = json.IndexOfAny([',', '}'], start);
            ReadsOrRefuses(Encoding.UTF8.GetBytes($"{json[..start]}{junk}{json[end..]}"));
        },
        iter: 20_000);

    [Fact]
    public void Arbitrary_bytes_are_refused_and_never_thrown() => Gen.Byte.Array[0, 60].Sample(
        bytes => Assert.False(UpdateJson.Read(bytes, UpdateReadOptions.Outside).TryGet(out _, out _)), iter: 20_000);

    private static void ReadsOrRefuses(byte[] bytes)
    {
        foreach (var options in new[] { UpdateReadOptions.Outside, UpdateReadOptions.Stored, UpdateReadOptions.WithDefaultId("k") })
        {
            var reading = UpdateJson.Read(bytes, options);
            if (reading.TryGet(out var update, out var refusal))
            {
                Assert.NotNull(update.Payload);
            }
            else
            {
                Assert.Contains(ErrorCodes.All, e => e.Code == refusal.Code);
                Assert.NotEmpty(refusal.Message);
                Assert.DoesNotContain("Sync.Contracts", refusal.Message);
                Assert.DoesNotContain("System.", refusal.Message);
            }
        }
    }
}
