using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sync.Adapters;

/// <summary>The identity of a row: its own id where it has one, else what it says. Where it stands in the file plays no part. What is hashed here is
/// stored for ever as part of message ids: another spelling would make every row of every file new. Not thread-safe.</summary>
internal sealed class RowIdentity
{
    private readonly StringBuilder _text = new(256);

    /// <summary>The first 16 bytes of the SHA-256 of every field that is set, but the id: name=value, one a line, in the order of the fields,
    /// numbers without trailing zeros, times in UTC.</summary>
    // type=stock.counted\nplant=AW\nlocation=1\nitem=317\nquantity=408\nunit=EA\ntime=2025-08-07T00:00:00.000000Z\n
    public UInt128 Hash(RowCells row, DateTimeOffset? time)
    {
        _text.Clear();
        for (var i = 0; i < RowFields.Total; i++)
        {
            var field = (RowField)i;
            if (field == RowField.Id || row.Text(field) is not { } value) continue;
            _text.Append(RowFields.NameOf(field)).Append('=').Append(field switch
            {
                RowField.Type => RowPayloads.TypeOf(value)!.Name["com.orleanssync.".Length..],
                RowField.Quantity => Decimals.Canonical(row.MaybeQuantity()?.Value ?? 0),
                RowField.Time => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                _ => value.Replace("\\", "\\\\").Replace("\n", "\\n"),
            }).Append('\n');
        }

        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(_text.ToString())));
    }

    /// <summary>The message id. For a count an id names the row, and a changed row is a new count; for all else the same id with other content is a conflict.</summary>
    public static string Name(string? given, bool counts, UInt128 content)
    {
        if (given is null) return $"row-{content:x32}";
        return counts ? $"{given}~{(ulong)(content >> 64):x16}" : given;
    }
}
