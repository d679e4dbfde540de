namespace Sync.Contracts;

/// <summary>Makes an update of an envelope and its data.</summary>
internal static class UpdateAssembly
{
    public static UpdateReading Build(ref Envelope e, ReadOnlySpan<byte> data, int offset, UpdateReadOptions options)
    {
        var id = Identity(ref e, options);
        Require(ref e, EnvelopeAttribute.SpecVersion);
        Require(ref e, EnvelopeAttribute.Source);
        Require(ref e, EnvelopeAttribute.Type);
        Require(ref e, EnvelopeAttribute.Subject);
        if (e.Refusal is not null) return UpdateReading.Of(id, e.Refusal);
        var type = e.Type!;
        if (!type.Public && !options.Internal) return UpdateReading.Of(id, ErrorCodes.UnknownType.With($"type '{type.FullName}' is not known"));
        var reader = new PayloadReader(type, data, offset);
        var target = Target(ref e, type, options);
        if (target is null) return UpdateReading.Of(id, e.Refusal!);
        if (reader.Read() is not { } payload) return UpdateReading.Of(id, reader.Refusal!);
        var update = new Update(id, target.Value, payload, e.Time, reader.PostingDate, e.Sequence, e.TraceParent, e.CorrelationId, e.CausationId, e.LocalTime);
        return options.Internal ? UpdateReading.Of(update) : UpdateRules.AcceptRead(update);
    }

    private static UpdateId Identity(ref Envelope e, UpdateReadOptions options)
    {
        if (options.DefaultId is not { } given)
        {
            Require(ref e, EnvelopeAttribute.Id);
            return e.Identity;
        }

        if (e.Id is not null && e.Id != given)
            e.Refuse(ErrorCodes.IdempotencyKeyMisplaced, $"the update has the id '{Texts.Shorten(e.Id)}' and Idempotency-Key is '{Texts.Shorten(given)}'");
        return e.Identity with { MessageId = e.Id ?? given };
    }

    private static EntityKey? Target(ref Envelope e, UpdateType type, UpdateReadOptions options)
    {
        var expected = "kind/id is expected";
        var found = options.Internal ? Subjects.ReadStored(type, e.Subject!) : Subjects.Read(type.Kind!, e.Subject!, out expected);
        if (found is not null) return found;
        e.Refuse(ErrorCodes.InvalidEnvelope, $"subject '{Texts.Shorten(e.Subject)}' cannot be a target of {type.Name}: {expected}");
        return null;
    }

    private static void Require(ref Envelope e, EnvelopeAttribute attribute)
    {
        if (!e.Has(attribute)) e.Refuse(ErrorCodes.InvalidEnvelope, $"{Envelope.Name(attribute)} is missing");
    }
}
