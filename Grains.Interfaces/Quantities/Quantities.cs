namespace Sync.Contracts;

/// <summary>The ranges of quantities from outside.</summary>
internal static class Quantities
{
    public static Refusal? Positive(string member, Quantity quantity) => Form(member, quantity) ?? (quantity.Value > 0 ? null : Refuse(member, quantity, "above 0 is expected"));

    public static Refusal? NotNegative(string member, Quantity quantity) => Form(member, quantity) ?? (quantity.Value >= 0 ? null : Refuse(member, quantity, "0 or more is expected"));

    public static Refusal? NotZero(string member, Quantity quantity) => Form(member, quantity) ?? (quantity.Value != 0 ? null : Refuse(member, quantity, "a difference is not 0"));

    private static Refusal? Form(string member, Quantity quantity) => quantity.IsWellFormed
        ? null
        : Refuse(member, quantity, $"a unit, below 10^15 and at most {Quantity.MaxScale} decimal places are expected");

    private static Refusal Refuse(string member, Quantity quantity, string expected) => ErrorCodes.QuantityInvalid.With($"data.{member} is {quantity}: {expected}");
}
