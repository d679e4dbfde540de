using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>Form and range of rules of ownership.</summary>
internal static class OwnershipRules
{
    private const int MaxRules = 200;
    private const int MaxMinutes = 129_600;

    public static Refusal? Check(ImmutableArray<OwnershipRule> rules)
    {
        if (rules.Length > MaxRules) return ErrorCodes.FieldInvalid.With($"data.rules has {rules.Length} entries: at most {MaxRules} are expected");
        for (var i = 0; i < rules.Length; i++)
            if (Check(rules[i], $"rules[{i}]") is { } wrong) return wrong;
        return null;
    }

    private static Refusal? Check(OwnershipRule? rule, string at)
    {
        if (rule is null) return ErrorCodes.FieldInvalid.With($"data.{at} is null");
        if (Fields.Line($"{at}.owner", rule.Owner) is { } wrong) return wrong;
        if (rule.Owner.IndexOf('*') is >= 0 and var star && star < rule.Owner.Length - 1)
            return ErrorCodes.FieldInvalid.With($"data.{at}.owner '{Texts.Shorten(rule.Owner)}' has a * that is not at its end");
        if (rule.Movement is { } movement && !Enum.IsDefined(movement)) return ErrorCodes.FieldInvalid.With($"data.{at}.movement is {movement}, which is no type of movement");
        if (rule.Movement is MovementType.Reversal or MovementType.CountGain or MovementType.CountLoss)
            return ErrorCodes.FieldInvalid.With($"data.{at}.movement is {rule.Movement}: a reversal belongs to the owner of what it reverses, and a count confirms by itself");
        if (rule.Location is { } location && !Identifiers.IsValid(location.Value)) return ErrorCodes.FieldInvalid.With($"data.{at}.location is not a location");
        if (rule.From >= rule.Until) return ErrorCodes.FieldInvalid.With($"data.{at}.until is not after its from");
        return Minutes($"{at}.toleranceMinutes", rule.ToleranceMinutes, 0) ?? Minutes($"{at}.waitMinutes", rule.WaitMinutes, 1);
    }

    private static Refusal? Minutes(string member, int minutes, int least) => minutes >= least && minutes <= MaxMinutes
        ? null
        : ErrorCodes.FieldInvalid.With($"data.{member} is {minutes}: {least} to {MaxMinutes} are expected");
}
