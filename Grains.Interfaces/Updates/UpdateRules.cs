namespace Sync.Contracts;

/// <summary>What every update from outside must be, whatever way it came: form and range, nothing about state. Also spells it the one way that
/// the rest of the system relies on: owner <c>self</c> is absent, instants are whole microseconds, a broken trace context is dropped. Thread-safe.</summary>
public static class UpdateRules
{
    /// <summary>Checks an update that was made by other means than <see cref="UpdateJson"/>, which checks by itself.</summary>
    public static UpdateReading Accept(Update update)
    {
        var type = UpdateTypes.Of(update.Payload);
        if (!type.Public) return UpdateReading.Of(update.Id, ErrorCodes.UnknownType.With($"type '{type.FullName}' is not known"));
        if (update.Target.Kind != type.Kind) return UpdateReading.Of(update.Id, ErrorCodes.InvalidEnvelope.With($"{type.Name} goes to a {type.Kind}, not to {update.Target}"));
        return Subjects.Read(type.Kind, update.Target.Id, out var expected) is { } target
            ? AcceptRead(update.Target == target ? update : update with { Target = target })
            : UpdateReading.Of(update.Id, ErrorCodes.InvalidEnvelope.With($"'{Texts.Shorten(update.Target.Id)}' cannot be a target of {type.Name}: {expected}"));
    }

    /// <summary>Checks everything but type and target.</summary>
    internal static UpdateReading AcceptRead(Update update)
    {
        if (Envelope(update) is { } wrong) return UpdateReading.Of(update.Id, wrong);
        if (TraceParents.Read(update.TraceParent) is var trace && trace != update.TraceParent) update = update with { TraceParent = trace };
        if (update.OccurredAt is { } time && Instants.Truncate(time) != time) update = update with { OccurredAt = Instants.Truncate(time) };
        return AcceptPayload(update);
    }

    /// <summary>Checks what an update says, not who says it nor to whom: for updates that the system makes on behalf of a person.</summary>
    public static UpdateReading AcceptPayload(Update update)
    {
        var type = UpdateTypes.Of(update.Payload);
        if (update.PostingDate is not null && type.Kind != EntityKinds.Stock)
            return UpdateReading.Of(update.Id, ErrorCodes.FieldInvalid.With($"data.postingDate does not belong to {type.Name}: only movements of stock are posted"));
        var (payload, refusal) = update.Payload switch
        {
            StockUpdate stock => StockUpdateRules.Accept(stock, update, type),
            ItemUpdate item => (item, ItemUpdateRules.Check(item)),
            PlantUpdate plant => (plant, PlantUpdateRules.Check(plant)),
            CaseUpdate @case => (@case, CaseUpdateRules.Check(@case)),
            ControlUpdate control => (control, ControlUpdateRules.Check(control)),
            var other => (other, null),
        };
        if (refusal is not null) return UpdateReading.Of(update.Id, refusal);
        return UpdateReading.Of(ReferenceEquals(payload, update.Payload) ? update : update with { Payload = payload });
    }

    private static Refusal? Envelope(Update update)
    {
        if (!Texts.IsLine(update.Id.MessageId, UpdateId.MaxLength)) return Attribute("id", update.Id.MessageId);
        if (!Texts.IsLine(update.Id.Source, UpdateId.MaxLength)) return Attribute("source", update.Id.Source);
        if (update.Id.Source.AsSpan().IndexOfAny(" \"<>") >= 0) return ErrorCodes.InvalidEnvelope.With($"source '{Texts.Shorten(update.Id.Source)}' is not a URI reference");
        if (UpdateSources.IsReserved(update.Id.Source)) return ErrorCodes.InvalidEnvelope.With($"source '{Texts.Shorten(update.Id.Source)}' is the system's own: use one such as /adapters/erp/main");
        if (update.Id.Epoch < 0) return ErrorCodes.InvalidEnvelope.With($"sourceepoch {update.Id.Epoch} is below 0");
        if (update is { LocalTime: not null, OccurredAt: not null }) return ErrorCodes.InvalidEnvelope.With("time and localtime are both given: one of them is expected");
        if (update.LocalTime is not null && update.Target.Kind != EntityKinds.Stock) return ErrorCodes.InvalidEnvelope.With("localtime is for what happened at a plant: stock positions");
        if (update.Sequence < 0) return ErrorCodes.InvalidEnvelope.With($"sequence {update.Sequence} is below 0");
        if (update.CorrelationId is { } correlation && !Texts.IsLine(correlation, UpdateId.MaxLength)) return Attribute("correlationid", correlation);
        return update.CausationId is { } causation && !Texts.IsLine(causation, UpdateId.MaxLength) ? Attribute("causationid", causation) : null;
    }

    private static Refusal Attribute(string name, string? value) =>
        ErrorCodes.InvalidEnvelope.With($"{name} '{Texts.Shorten(value)}' is not 1 to {UpdateId.MaxLength} characters without control characters");
}
