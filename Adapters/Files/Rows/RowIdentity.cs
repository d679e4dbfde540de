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

    /// <summary>The first 16 bytes of the SHA-256 of every field that says something, but the id: name=value, one a line, in the order of the fields.</summary>
    // type=stock.counted\nplant=AW\nlocation=1\nitem=317\nquantity=408\nunit=EA\ntime=2025-08-07T00:00:00.000000Z\n
    public UInt128 Hash(RowCells row)
    {
        _text.Clear();
        for (var i = 0; i < RowFields.Total; i++)
        {
            if (Spell((RowField)i, row) is { } value) _text.Append(RowFields.NameOf((RowField)i)).Append('=').Append(value).Append('\n');
        }

        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(_text.ToString())));
    }

    /// <summary>The message id. For a count an id names the row, and a changed row is a new count; for all else the same id with other content is a conflict.</summary>
    public static string Name(string? given, bool counts, UInt128 content)
    {
        if (given is null) return $"row-{content:x32}";
        return counts ? $"{given}~{(ulong)(content >> 64):x16}" : given;
    }

    /// <summary>The one spelling of a field: numbers without trailing zeros, times in UTC, words as the contracts write them; null for what is as unless stated.</summary>
    private static string? Spell(RowField field, RowCells row)
    {
        if (field == RowField.Id || row.Text(field) is not { } text) return null;
        return field switch
        {
            RowField.Type => RowPayloads.TypeOf(text)!.Name["com.orleanssync.".Length..],
            RowField.Quantity => row.MaybeQuantity() is { } quantity ? Decimals.Canonical(quantity.Value) : null,
            RowField.Unit => row.MaybeQuantity()?.Unit.Code,
            RowField.Status => row.Word(field, StockStatus.Available) is var status && status == StockStatus.Available ? null : status.ToString(),
            RowField.ToStatus => row.Word(field, StockStatus.Available).ToString(),
            RowField.Movement => row.Word(field, MovementType.Receipt).ToString(),
            RowField.Owner => text == "self" ? null : text,
            RowField.Complete or RowField.AllowShort => row.Flag(field) ? "true" : null,
            // Which of two instants it is may be found out by other rows: what the row itself says is its identity.
            RowField.Time when row.Time(field) is null && row.Twice is { } twice => twice.Clock.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            RowField.Time or RowField.Started or RowField.Expires => row.Time(field)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            _ => text.Replace("\\", "\\\\").Replace("\n", "\\n"),
        };
    }
}
