using System.Globalization;
using System.Text.Json;

namespace Sync.Contracts;

/// <summary>Reads the data of an update. Members of the first level are looked at one by one, so that each is named when it is wrong;
/// the rest is the generated reader's work.</summary>
internal ref struct PayloadReader(UpdateType type, ReadOnlySpan<byte> data, int offset)
{
    private const int OnStack = 1_024;
    private const string DateForm = "yyyy-MM-dd";

    private readonly ReadOnlySpan<byte> _data = data;
    private (int Start, int End) _cut;

    public DateOnly? PostingDate { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>The payload, or null with a refusal.</summary>
    public UpdatePayload? Read()
    {
        if (_data.IsEmpty) Refuse(ErrorCodes.FieldMissing, "data is missing");
        else if (_data[0] != '{') Refuse(ErrorCodes.InvalidPayload, "data is not a JSON object");
        else LookAtMembers();
        return Refusal is null ? Parse() : null;
    }

    private void LookAtMembers()
    {
        var shape = PayloadShape.Of(type);
        var reader = new Utf8JsonReader(_data);
        reader.Read();
        var seen = 0UL;
        var end = 0;
        while (Refusal is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var member = shape.Find(ref reader);
            if (member >= 0)
            {
                if ((seen & (1UL << member)) != 0) Refuse(ErrorCodes.InvalidPayload, $"data.{reader.GetString()} is given twice (byte {offset + start})");
                seen |= 1UL << member;
                reader.Skip();
            }
            else if (reader.ValueTextEquals(PayloadShape.PostingDate) && PostingDate is null)
            {
                ReadPostingDate(ref reader);
                _cut = Member(end, start, (int)reader.BytesConsumed);
            }
            else
            {
                Refuse(ErrorCodes.InvalidPayload, $"data.{Texts.Shorten(reader.GetString())} does not belong to {type.FullName} (byte {offset + start}): {shape.Names()} are known");
            }

            end = (int)reader.BytesConsumed;
        }

        // One more read: whatever follows the object is not JSON.
        if (Refusal is null) reader.Read();
        if (Refusal is null && shape.Missing(seen) is { } missing) Refuse(ErrorCodes.FieldMissing, $"data.{missing} is missing");
    }

    private void ReadPostingDate(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        if (DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) PostingDate = date;
        else Refuse(ErrorCodes.InvalidPayload, $"data.postingDate '{Texts.Shorten(text)}' is not a date: 2026-11-23 is the form");
        reader.Skip();
    }

    /// <summary>The bytes to blank out, so that the rest stays JSON: the member with the comma before it or, for the first, after it.</summary>
    private readonly (int Start, int End) Member(int previousEnd, int start, int end)
    {
        if (previousEnd > 0) return (previousEnd, end);
        while (_data[end] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') end++;
        return (start, _data[end] == ',' ? end + 1 : end);
    }

    private UpdatePayload? Parse()
    {
        if (_cut.End == 0) return Parse(_data);
        var copy = _data.Length <= OnStack ? stackalloc byte[OnStack] : new byte[_data.Length];
        _data.CopyTo(copy);
        copy[_cut.Start.._cut.End].Fill((byte)' ');
        return Parse(copy[.._data.Length]);
    }

    private UpdatePayload? Parse(scoped ReadOnlySpan<byte> json)
    {
        try
        {
            return (UpdatePayload?)JsonSerializer.Deserialize(json, type.Payload);
        }
        catch (JsonException e)
        {
            Refusal = PayloadErrors.Describe(e, type.Payload, json, offset);
            return null;
        }
    }

    private void Refuse(ErrorCode code, string message) => Refusal ??= code.With(message);
}
