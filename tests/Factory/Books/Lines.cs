using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Factory.Books;

/// <summary>A line of <c>runs.ndjson</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "line")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Ended), "ended")]
internal abstract record RunLine([property: JsonPropertyOrder(-9)] int Run, [property: JsonPropertyOrder(-7)] DateTimeOffset At)
{
    public sealed record Started(int Run, DateTimeOffset At, long Seed, int Rate, string? Sabotage, string BaseUrl) : RunLine(Run, At);

    public sealed record Ended(int Run, DateTimeOffset At, string Why) : RunLine(Run, At);
}

/// <summary>A line of <c>sent.ndjson</c>: written and forced to disk before the call it announces.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "line")]
[JsonDerivedType(typeof(Update), "update")]
[JsonDerivedType(typeof(Again), "again")]
internal abstract record SentLine(
    [property: JsonPropertyOrder(-9)] int Run, [property: JsonPropertyOrder(-8)] long Call, [property: JsonPropertyOrder(-7)] DateTimeOffset At)
{
    /// <summary>Why an update is sent once more: its answer said or left nothing.</summary>
    public const string Retry = "retry";

    /// <summary>Why an update is sent once more: on purpose.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>An update that is sent for the first time.</summary>
    public sealed record Update(
        int Run, long Call, DateTimeOffset At, string Source, string Id, string Position, DateTimeOffset OccurredAt, Meaning Meant, JsonElement Event)
        : SentLine(Run, Call, At)
    {
        [JsonIgnore]
        public UpdateRef Ref => new(Source, Id);
    }

    /// <summary>Updates that are sent once more.</summary>
    public sealed record Again(int Run, long Call, DateTimeOffset At, string Why, ImmutableArray<UpdateRef> Updates) : SentLine(Run, Call, At);
}

/// <summary>A line of <c>receipts.ndjson</c>: written and forced to disk as soon as the answer is here.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "line")]
[JsonDerivedType(typeof(Receipt), "receipt")]
[JsonDerivedType(typeof(Failure), "failure")]
internal abstract record ReceiptLine(
    [property: JsonPropertyOrder(-9)] int Run, [property: JsonPropertyOrder(-8)] long Call, [property: JsonPropertyOrder(-7)] DateTimeOffset At)
{
    /// <summary>The system's word on one update.</summary>
    public sealed record Receipt(
        int Run, long Call, DateTimeOffset At, string Source, string Id, string Verdict, long? Version = null, string? Code = null, string? Message = null)
        : ReceiptLine(Run, Call, At)
    {
        [JsonIgnore]
        public UpdateRef Ref => new(Source, Id);
    }

    /// <summary>A call, or the rest of it, without an answer.</summary>
    public sealed record Failure(int Run, long Call, DateTimeOffset At, int Status, string Error, int Updates) : ReceiptLine(Run, Call, At);
}

/// <summary>A line of <c>deliveries.ndjson</c>: written and forced to disk before the webhook is answered.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "line")]
[JsonDerivedType(typeof(Delivery), "delivery")]
[JsonDerivedType(typeof(Redelivery), "redelivery")]
[JsonDerivedType(typeof(Refused), "refused")]
internal abstract record DeliveryLine([property: JsonPropertyOrder(-9)] int Run, [property: JsonPropertyOrder(-7)] DateTimeOffset At, [property: JsonPropertyOrder(-6)] string Id)
{
    /// <summary>A change that came for the first time.</summary>
    public sealed record Delivery(int Run, DateTimeOffset At, string Id, JsonElement Event) : DeliveryLine(Run, At, Id);

    /// <summary>A change whose id is already in the book: its first answer was lost.</summary>
    public sealed record Redelivery(int Run, DateTimeOffset At, string Id) : DeliveryLine(Run, At, Id);

    /// <summary>A call that could not be believed.</summary>
    public sealed record Refused(int Run, DateTimeOffset At, string Id, string Why) : DeliveryLine(Run, At, Id);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunLine))]
[JsonSerializable(typeof(SentLine))]
[JsonSerializable(typeof(ReceiptLine))]
[JsonSerializable(typeof(DeliveryLine))]
internal sealed partial class BooksJson : JsonSerializerContext;
