namespace Sync.Contracts;

/// <summary>The CloudEvents attributes that mean something here.</summary>
internal enum EnvelopeAttribute
{
    Other,
    SpecVersion,
    Id,
    Source,
    Type,
    Subject,
    Time,
    Sequence,
    SourceEpoch,
    TraceParent,
    CorrelationId,
    CausationId,
    LocalTime,
    DataContentType,
    DataSchema,
    DataBase64,
    Data,
}
