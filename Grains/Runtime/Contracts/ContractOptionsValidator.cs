using Microsoft.Extensions.Options;
using Sync.Contracts;

namespace Sync.Grains;

/// <summary>Reports everything that is wrong with the agreements at once.</summary>
internal sealed class ContractOptionsValidator : IValidateOptions<ContractOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, ContractOptions options)
    {
        var wrong = new List<string>();
        for (var i = 0; i < options.Sources.Count; i++) wrong.AddRange(Wrong(options.Sources[i]).Select(w => $"Contracts:Sources:{i}:{w}"));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(SourceOptions s)
    {
        if (s.Source.Length is 0 or > UpdateId.MaxLength || UpdateSources.IsReserved(s.Source)) yield return $"Source '{s.Source}' is no source from outside: name one such as /adapters/mes/line1 or /adapters/mes/*";
        if (s.Type is not null && UpdateTypes.Find(s.Type) is not { Public: true, Nature: Nature.Fact, Kind: EntityKinds.Stock }) yield return $"Type '{s.Type}' is no fact about stock: name one that GET /v1/types lists, with its version";
        if (s.Order is not (null or OrderRule.Strict)) yield return $"Order {s.Order}: leave it out, or say strict; what commutes is a matter of the type";
        if (s.Order == OrderRule.Strict && s.Identity == IdentityRule.MessageId) yield return "Identity messageId does not go with a strict order: leave it out";
        if (!Enum.IsDefined(s.Reset)) yield return $"Reset {s.Reset}: stated or birth";
        if (s.Reset == ResetRule.Birth && s.Identity == IdentityRule.MessageId) yield return "Identity messageId does not go with a reset by birth: leave it out";
        if (s.FirstSequence < 0) yield return $"FirstSequence {s.FirstSequence}: 0 or more";
        if (s.GapTimeout is { } timeout && (timeout < TimeSpan.FromSeconds(1) || timeout > Longest)) yield return $"GapTimeout {timeout}: 1 second to 30 days";
    }
}
