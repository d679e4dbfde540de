namespace Sync.Contracts;

/// <summary>Form and range of accounts as they come from outside.</summary>
internal static class StockAccounts
{
    private const string Self = "self";

    /// <summary>True when the account names its owner as <c>self</c>; <paramref name="own"/> is the account the one way it is kept.</summary>
    public static bool Own(StockAccount account, out StockAccount own)
    {
        var named = account.Owner?.Value == Self;
        own = named ? account with { Owner = null } : account;
        return named;
    }

    public static Refusal? Check(string member, StockAccount account)
    {
        if (account.Lot is { } lot && !Identifiers.IsValid(lot.Value)) return ErrorCodes.FieldInvalid.With($"data.{member}.lot is not a lot number");
        if (account.Owner is { } owner && !Identifiers.IsValid(owner.Value)) return ErrorCodes.FieldInvalid.With($"data.{member}.owner is not a party");
        return CanBeNamed(account.Status) ? null : NotNamed($"{member}.status", account.Status);
    }

    public static Refusal? Status(string member, StockStatus status) => CanBeNamed(status) ? null : NotNamed(member, status);

    private static bool CanBeNamed(StockStatus status) => status != StockStatus.InTransit && Enum.IsDefined(status);

    private static Refusal NotNamed(string member, StockStatus status) => status == StockStatus.InTransit
        ? ErrorCodes.FieldInvalid.With($"data.{member} is InTransit: goods are in transit by a transfer (com.orleanssync.stock.transferred.v1), never by name")
        : ErrorCodes.FieldInvalid.With($"data.{member} is {status}, which is no status");
}
