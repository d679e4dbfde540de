using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>What claims and the owner's reports are about: the goods of one line of a document. Immutable.</summary>
/// <param name="Movement">The type of movement.</param>
/// <param name="Reference">The document; absent: it names none, and nothing can be matched to it.</param>
/// <param name="Lot">The lot, if one.</param>
public sealed record ClaimSubject(MovementType Movement, DocumentReference? Reference, LotNumber? Lot)
{
    private const ulong Offset = 14695981039346656037UL;
    private const ulong Prime = 1099511628211UL;

    /// <summary>For people, for example <c>Receipt of po 4500012345/10, lot L42</c>.</summary>
    public override string ToString()
    {
        var document = Reference is null ? "no document" : $"{Reference.Kind} {Reference.Number}{(Reference.Line is { } line ? $"/{line}" : "")}";
        return $"{Movement} of {document}{(Lot is { } lot ? $", lot {lot}" : "")}";
    }

    /// <summary>The order in which groups are kept.</summary>
    internal int CompareTo(ClaimSubject other)
    {
        var c = Movement.CompareTo(other.Movement);
        if (c == 0) c = string.CompareOrdinal(Reference?.Number, other.Reference?.Number);
        if (c == 0) c = string.CompareOrdinal(Reference?.Line, other.Reference?.Line);
        if (c == 0) c = string.CompareOrdinal(Reference?.Kind, other.Reference?.Kind);
        return c != 0 ? c : string.CompareOrdinal(Lot?.Value, other.Lot?.Value);
    }

    /// <summary>A number that is the same in every process (FNV-1a).</summary>
    internal ulong Mark()
    {
        var mark = unchecked((Offset ^ (ulong)Movement) * Prime);
        foreach (var text in new[] { Reference?.Kind, Reference?.Number, Reference?.Line, Lot?.Value })
        {
            foreach (var c in text ?? "\u0001") mark = unchecked((mark ^ c) * Prime);
            mark = unchecked((mark ^ 0x10000) * Prime);
        }

        return mark;
    }
}
