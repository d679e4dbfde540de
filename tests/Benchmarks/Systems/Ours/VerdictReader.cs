using System.Text.Json;
using Sync.Benchmarks.Load;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>Counts the verdicts in an answer of the gateway.</summary>
internal static class VerdictReader
{
    public static int Applied(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer);
        var applied = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("verdict"u8)) continue;
            reader.Read();
            if (reader.ValueTextEquals("Applied"u8)) applied++;
            else if (!reader.ValueTextEquals("Duplicate"u8)) throw new WrongResultException($"neither applied nor a duplicate: {System.Text.Encoding.UTF8.GetString(answer)}");
        }

        return applied;
    }
}
