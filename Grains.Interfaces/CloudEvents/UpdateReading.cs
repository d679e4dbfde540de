using System.Diagnostics.CodeAnalysis;

namespace Sync.Contracts;

/// <summary>What became of reading one update: the update, or why it cannot be one. Immutable, thread-safe.</summary>
public readonly record struct UpdateReading
{
    private UpdateReading(UpdateId id, Update? update, Refusal? refusal) => (Id, Update, Refusal) = (id, update, refusal);

    /// <summary>The identity as far as it could be read; empty texts where it could not.</summary>
    public UpdateId Id { get; }

    /// <summary>The update; null when it was refused.</summary>
    public Update? Update { get; }

    /// <summary>Why it was refused; null when it was read.</summary>
    public Refusal? Refusal { get; }

    /// <summary>It was read.</summary>
    public static UpdateReading Of(Update update) => new(update.Id, update, null);

    /// <summary>It was refused.</summary>
    public static UpdateReading Of(UpdateId id, Refusal refusal) => new(id, null, refusal);

    /// <summary>True with the update, or false with the refusal.</summary>
    public bool TryGet([NotNullWhen(true)] out Update? update, [NotNullWhen(false)] out Refusal? refusal)
    {
        (update, refusal) = (Update, Refusal);
        return update is not null;
    }
}
