using System.Globalization;

namespace Sync.Adapters;

/// <summary>The cells of one row, read field by field. Keeps the first thing that is wrong, and what nobody asked for. Not thread-safe.</summary>
internal sealed class RowCells(RowPlan plan)
{
    private readonly string?[] _values = new string?[RowFields.Total];
    private readonly bool[] _given = new bool[RowFields.Total];
    private readonly bool[] _asked = new bool[RowFields.Total];
    private long _line;

    /// <summary>The first thing that is wrong, or null.</summary>
    public FileProblem? Problem { get; private set; }

    /// <summary>The row's time, once it was asked for, where the clocks showed it twice.</summary>
    public LocalTime? Twice { get; private set; }

    public void Load(long line, IReadOnlyList<string> cells)
    {
        (_line, Problem, Twice) = (line, null, null);
        Array.Clear(_asked);
        for (var i = 0; i < _values.Length; i++)
        {
            var cell = plan.Places[i] is >= 0 and var place ? cells[place].Trim() : "";
            if (plan.Words[i] is { } words && words.TryGetValue(cell, out var word)) cell = word;
            _given[i] = cell.Length > 0 && plan.Constants[i] is null;
            _values[i] = plan.Constants[i] ?? (cell.Length > 0 ? cell : plan.Defaults[i]);
        }
    }

    public string? Text(RowField field)
    {
        _asked[(int)field] = true;
        return _values[(int)field];
    }

    public string Needed(RowField field)
    {
        if (Text(field) is { } value) return value;
        Refuse(ErrorCodes.FieldMissing, field, $"{plan.NameOf(field)} is empty");
        return "";
    }

    public T Word<T>(RowField field, T unless)
        where T : struct, Enum
    {
        if (Text(field) is not { } text) return unless;
        var bare = text.Replace("-", "").Replace("_", "").Replace(" ", "");
        if (!char.IsAsciiDigit(bare[0]) && Enum.TryParse<T>(bare, ignoreCase: true, out var word) && Enum.IsDefined(word)) return word;
        Refuse(ErrorCodes.FieldInvalid, field, $"one of {string.Join(", ", Enum.GetNames<T>())} is expected");
        return unless;
    }

    public T? Id<T>(RowField field)
        where T : struct, IIdentifier<T>
    {
        if (Text(field) is not { } text) return null;
        if (Identifiers.IsValid(text)) return T.Parse(text);
        Refuse(ErrorCodes.FieldInvalid, field, $"1 to {Identifiers.MaxLength} characters without control characters are expected");
        return null;
    }

    public bool Flag(RowField field)
    {
        switch (Text(field)?.ToLowerInvariant())
        {
            case null or "false" or "no" or "n" or "0": return false;
            case "true" or "yes" or "y" or "1" or "x": return true;
        }

        Refuse(ErrorCodes.FieldInvalid, field, "true or false is expected");
        return false;
    }

    public long? Whole(RowField field)
    {
        if (Text(field) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return value;
        Refuse(ErrorCodes.FieldInvalid, field, "a whole number of 0 or more is expected");
        return null;
    }

    public DateOnly? Date(RowField field)
    {
        if (Text(field) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Refuse(ErrorCodes.FieldInvalid, field, "a date such as 2026-11-23 is expected");
        return null;
    }

    public DateTimeOffset? Time(RowField field)
    {
        if (Text(field) is not { } text) return null;
        if (RowTimes.TryParse(text, plan, out var time, out var twice, out var expected) && twice is null) return time;
        if (twice is null) Refuse(ErrorCodes.FieldInvalid, field, expected);
        else if (field == RowField.Time) Twice = twice;
        else Refuse(ErrorCodes.FieldInvalid, field, $"the clocks of {twice.Zone} show this hour twice: write it with its offset");
        return null;
    }

    public Quantity Quantity() => MaybeQuantity() ?? Missing();

    public Quantity? MaybeQuantity()
    {
        var (text, unit) = (Text(RowField.Quantity), Text(RowField.Unit));
        if (text is null) return null;
        if (!RowNumbers.TryParse(text, plan.Decimal, out var value))
        {
            Refuse(ErrorCodes.QuantityInvalid, RowField.Quantity, $"a number such as 12{plan.Decimal}5 is expected, without thousands separators");
            return null;
        }

        if (UnitCode.TryParse(unit?.ToUpperInvariant(), out var code)) return new Quantity(value, code);
        if (unit is null) Needed(RowField.Unit);
        else Refuse(ErrorCodes.FieldInvalid, RowField.Unit, "a UN/ECE Rec 20 code of 1 to 3 letters or digits is expected, for example EA, KGM, MTR");
        return null;
    }

    public StockAccount Account() => new(
        Id<LotNumber>(RowField.Lot), Word(RowField.Status, StockStatus.Available), Text(RowField.Owner) is "self" ? null : Id<PartyId>(RowField.Owner));

    public DocumentReference? Reference() => Text(RowField.ReferenceNumber) is { } number
        ? new DocumentReference(Text(RowField.ReferenceKind) ?? "document", number, Text(RowField.ReferenceLine))
        : null;

    /// <summary>A cell that says something that its type of update cannot say must not be lost in silence.</summary>
    public void RefuseUnasked(string type)
    {
        for (var i = 0; i < _given.Length; i++)
            if (_given[i] && !_asked[i]) Refuse(ErrorCodes.FieldInvalid, (RowField)i, $"it does not belong to {type}: leave it empty");
    }

    public void Refuse(ErrorCode code, RowField field, string expected)
    {
        var value = _values[(int)field];
        Problem ??= FileProblem.Of(code, value is null ? expected : $"{plan.NameOf(field)} is '{FileProblem.Shorten(value)}': {expected}", _line, plan.NameOf(field), value, Cure(code));
    }

    // The cures of the one list speak of updates that are sent; here it is a row that is dropped.
    private static string Cure(ErrorCode code) => code == ErrorCodes.FieldMissing
        ? "Fill the named field of this row and drop the corrected file; rows that were taken are duplicates then."
        : "Correct the named field of this row and drop the corrected file; rows that were taken are duplicates then.";

    private Quantity Missing()
    {
        Needed(RowField.Quantity);
        return default;
    }
}
