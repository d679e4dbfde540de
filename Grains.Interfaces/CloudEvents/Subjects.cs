namespace Sync.Contracts;

/// <summary>The CloudEvents <c>subject</c> and the entity it names. Thread-safe.</summary>
internal static class Subjects
{
    /// <summary>The entity of a type's subject, spelled as its key; or null with what was expected.</summary>
    public static EntityKey? Read(string kind, string subject, out string expected)
    {
        expected = kind switch
        {
            EntityKinds.Stock => "plant/location/item is expected, each 1 to 64 characters, a slash inside one written %2F",
            _ => $"one {kind} of 1 to 64 characters is expected, a slash inside it written %2F",
        };
        var id = kind == EntityKinds.Stock ? StockId(subject) : SegmentId(subject);
        return id is null ? null : new EntityKey(kind, id);
    }

    /// <summary>The subject of an update in the journal's own form; types that go to any entity name its kind as well.</summary>
    public static string Write(UpdateType type, EntityKey target) => type.Kind is null ? target.ToString() : target.Id;

    /// <summary>The entity of a subject that <see cref="Write"/> wrote.</summary>
    public static EntityKey? ReadStored(UpdateType type, string subject)
    {
        if (type.Kind is not null) return new EntityKey(type.Kind, subject);
        return subject.IndexOf('/') is > 0 and var slash && slash < subject.Length - 1 ? EntityKey.Parse(subject) : null;
    }

    private static string? StockId(string subject)
    {
        if (subject.Contains('%')) return StockKey.TryParse(subject, out var key) ? key.ToString() : null;
        var rest = subject.AsSpan();
        for (var part = 0; part < 3; part++)
        {
            var slash = rest.IndexOf('/');
            if (slash < 0 != (part == 2)) return null;
            if (!Identifiers.IsValid(slash < 0 ? rest : rest[..slash])) return null;
            rest = rest[(slash + 1)..];
        }

        return subject;
    }

    private static string? SegmentId(string subject)
    {
        var value = Identifiers.FromSegment(subject);
        return subject.Contains('/') || !Identifiers.IsValid(value) ? null : Identifiers.ToSegment(value);
    }
}
