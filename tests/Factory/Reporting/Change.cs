using System.Collections.Immutable;
using Sync.Factory.Books;

namespace Sync.Factory.Reporting;

/// <summary>One journal record of a position, as its history shows it or as it was delivered, reduced to what the witness compares.</summary>
/// <param name="Version">The position's version.</param>
/// <param name="Id">The stable id of the change.</param>
/// <param name="Kind">For example <c>stock.moved</c>.</param>
/// <param name="Cause">The update that caused it.</param>
/// <param name="Shifts">What it changed.</param>
/// <param name="Reserved">The open reserved quantity after it, where it says so.</param>
/// <param name="Content">A digest of its payload.</param>
/// <param name="Hash">The hash of the record, where it is shown.</param>
/// <param name="PreviousHash">The hash of the record before, where it is shown.</param>
/// <param name="GivenUp">The held update that it discards, if it does.</param>
internal sealed record Change(
    long Version,
    string Id,
    string Kind,
    UpdateRef Cause,
    ImmutableArray<Shift> Shifts,
    decimal? Reserved,
    UInt128 Content,
    string? Hash = null,
    string? PreviousHash = null,
    UpdateRef? GivenUp = null)
{
    public const string HeldKind = "update.held";

    /// <summary>True when it parks its cause instead of applying it.</summary>
    public bool IsHeld => Kind == HeldKind;
}

/// <summary>One account changed.</summary>
/// <param name="Account">Lot, status, owner.</param>
/// <param name="Movement">The movement type.</param>
/// <param name="Delta">The change of the balance.</param>
/// <param name="Difference">The part of it that corrects a count; the rest is the movement.</param>
/// <param name="Balance">The balance after.</param>
internal readonly record struct Shift(Account Account, string Movement, decimal Delta, decimal Difference, decimal Balance);
