using System.Globalization;

namespace Sync.Contracts;

/// <summary>The attributes of one event while it is read, from JSON members or from headers. Keeps the first thing that is wrong.</summary>
internal struct Envelope
{
    private uint _seen;

    public string? Id { get; private set; }

    public string? Source { get; private set; }

    public UpdateType? Type { get; private set; }

    public string? Subject { get; private set; }

    public DateTimeOffset? Time { get; private set; }

    public long? Sequence { get; private set; }

    public int Epoch { get; private set; }

    public string? TraceParent { get; private set; }

    public string? CorrelationId { get; private set; }

    public string? CausationId { get; private set; }

    public LocalTime? LocalTime { get; private set; }

    public Refusal? Refusal { get; private set; }

    public readonly UpdateId Identity => new(Source ?? "", Epoch, Id ?? "");

    public static EnvelopeAttribute Find(ReadOnlySpan<char> name) => name switch
    {
        "specversion" => EnvelopeAttribute.SpecVersion,
        "id" => EnvelopeAttribute.Id,
        "source" => EnvelopeAttribute.Source,
        "type" => EnvelopeAttribute.Type,
        "subject" => EnvelopeAttribute.Subject,
        "time" => EnvelopeAttribute.Time,
        "data" => EnvelopeAttribute.Data,
        "sequence" => EnvelopeAttribute.Sequence,
        "sourceepoch" => EnvelopeAttribute.SourceEpoch,
        "traceparent" => EnvelopeAttribute.TraceParent,
        "correlationid" => EnvelopeAttribute.CorrelationId,
        "causationid" => EnvelopeAttribute.CausationId,
        "localtime" => EnvelopeAttribute.LocalTime,
        "datacontenttype" => EnvelopeAttribute.DataContentType,
        "dataschema" => EnvelopeAttribute.DataSchema,
        "data_base64" => EnvelopeAttribute.DataBase64,
        _ => EnvelopeAttribute.Other,
    };

    public static string Name(EnvelopeAttribute attribute) =>
        attribute == EnvelopeAttribute.DataBase64 ? "data_base64" : attribute.ToString().ToLowerInvariant();

    public readonly bool Has(EnvelopeAttribute attribute) => (_seen & (1u << (int)attribute)) != 0;

    /// <summary>Notes that an attribute came; refuses the second one.</summary>
    public void Meet(EnvelopeAttribute attribute)
    {
        if (Has(attribute)) Refuse(ErrorCodes.InvalidEnvelope, $"{Name(attribute)} is given twice");
        _seen |= 1u << (int)attribute;
    }

    public void Set(EnvelopeAttribute attribute, ReadOnlySpan<char> value)
    {
        Meet(attribute);
        switch (attribute)
        {
            case EnvelopeAttribute.SpecVersion when value is not "1.0": Refuse(ErrorCodes.InvalidEnvelope, $"specversion is '{Texts.Shorten(value)}': 1.0 is expected"); break;
            case EnvelopeAttribute.Id: Id = value.ToString(); break;
            case EnvelopeAttribute.Source: Source = value.ToString(); break;
            case EnvelopeAttribute.Type: SetType(value); break;
            case EnvelopeAttribute.Subject: Subject = value.ToString(); break;
            case EnvelopeAttribute.Time: SetTime(value); break;
            case EnvelopeAttribute.Sequence: SetSequence(value); break;
            case EnvelopeAttribute.SourceEpoch: SetEpoch(value); break;
            case EnvelopeAttribute.TraceParent: TraceParent = value.ToString(); break;
            case EnvelopeAttribute.CorrelationId: CorrelationId = value.ToString(); break;
            case EnvelopeAttribute.CausationId: CausationId = value.ToString(); break;
            case EnvelopeAttribute.LocalTime: SetLocalTime(value); break;
            case EnvelopeAttribute.DataContentType: SetContentType(value); break;
            case EnvelopeAttribute.DataBase64: Refuse(ErrorCodes.InvalidEnvelope, "data_base64 cannot be used: send JSON in data"); break;
        }
    }

    public void Refuse(ErrorCode code, string message) => Refusal ??= code.With(message);

    private void SetType(ReadOnlySpan<char> value)
    {
        Type = UpdateTypes.Find(value);
        if (Type is not null) return;
        var dot = value.LastIndexOf(".v");
        var known = dot > 0 && !value[(dot + 2)..].IsEmpty && value[(dot + 2)..].IndexOfAnyExceptInRange('0', '9') < 0 ? UpdateTypes.Versions(value[..dot]) : [];
        if (known.IsEmpty) Refuse(ErrorCodes.UnknownType, $"type '{Texts.Shorten(value)}' is not known");
        else Refuse(ErrorCodes.UnknownVersion, $"type '{Texts.Shorten(value)}' is of a version that is not known: {string.Join(", ", known.Select(v => $"v{v}"))} can be used");
    }

    private void SetTime(ReadOnlySpan<char> value)
    {
        if (Instants.TryParse(value, out var time)) Time = time;
        else Refuse(ErrorCodes.InvalidEnvelope, $"time '{Texts.Shorten(value)}' is not {Instants.Form}");
    }

    private void SetLocalTime(ReadOnlySpan<char> value)
    {
        if (Sync.Contracts.LocalTime.TryParse(value, out var time)) LocalTime = time;
        else Refuse(ErrorCodes.InvalidEnvelope, $"localtime '{Texts.Shorten(value)}' is not {Sync.Contracts.LocalTime.Form}");
    }

    private void SetSequence(ReadOnlySpan<char> value)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) Sequence = sequence;
        else Refuse(ErrorCodes.InvalidEnvelope, $"sequence '{Texts.Shorten(value)}' is not a whole number from 0 to {long.MaxValue}");
    }

    private void SetEpoch(ReadOnlySpan<char> value)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)) Epoch = epoch;
        else Refuse(ErrorCodes.InvalidEnvelope, $"sourceepoch '{Texts.Shorten(value)}' is not a whole number from 0 to {int.MaxValue}");
    }

    private void SetContentType(ReadOnlySpan<char> value)
    {
        var semicolon = value.IndexOf(';');
        var type = (semicolon < 0 ? value : value[..semicolon]).Trim();
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)) return;
        Refuse(ErrorCodes.InvalidEnvelope, $"datacontenttype '{Texts.Shorten(value)}' cannot be read: application/json is expected");
    }
}
