using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>The registry of contracts: for every type of update, and for sources where more is agreed. Immutable, thread-safe.</summary>
public sealed class UpdateContracts
{
    private static readonly TimeSpan DefaultGapTimeout = TimeSpan.FromMinutes(15);
    private readonly FrozenDictionary<string, FrozenDictionary<string, UpdateContract>> _exact;
    private readonly ImmutableArray<(string Prefix, FrozenDictionary<string, UpdateContract> Contracts)> _patterns;
    private readonly FrozenDictionary<string, UpdateContract> _defaults = UpdateTypes.All.ToFrozenDictionary(t => t.FullName, DefaultContracts.Of);

    /// <summary>The defaults, and what is agreed with some sources.</summary>
    public UpdateContracts(params ImmutableArray<SourceContract> sources)
    {
        var bySource = sources.GroupBy(s => s.Source, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Agreed([.. g]), StringComparer.Ordinal);
        _exact = bySource.Where(s => !s.Key.EndsWith('*')).ToFrozenDictionary(StringComparer.Ordinal);
        _patterns = [.. bySource.Where(s => s.Key.EndsWith('*')).Select(s => (s.Key[..^1], s.Value)).OrderByDescending(s => s.Item1.Length)];
        All = [.. UpdateTypes.All.Select(t => _defaults[t.FullName]), .. bySource.OrderBy(s => s.Key, StringComparer.Ordinal).SelectMany(s => UpdateTypes.All.Where(t => s.Value.ContainsKey(t.FullName)).Select(t => s.Value[t.FullName]))];
        HasSources = bySource.Count > 0;
    }

    /// <summary>The defaults alone.</summary>
    public static UpdateContracts Default { get; } = new([]);

    /// <summary>True when something is agreed with any source: otherwise no contract depends on who speaks.</summary>
    public bool HasSources { get; }

    /// <summary>Every contract: the defaults in the order of the types, then those of sources.</summary>
    public ImmutableArray<UpdateContract> All { get; }

    /// <summary>The contract that holds for an update. Among patterns the longest counts.</summary>
    public UpdateContract Of(Update update) => OfSource(update) ?? _defaults[UpdateTypes.Of(update.Payload).FullName];

    /// <summary>What is agreed with the source of an update about its type; null where nothing is beyond the default.</summary>
    public UpdateContract? OfSource(Update update)
    {
        if (!HasSources) return null;
        var source = update.Id.Source;
        if (!_exact.TryGetValue(source, out var agreed))
        {
            foreach (var (prefix, contracts) in _patterns)
            {
                if (!source.StartsWith(prefix, StringComparison.Ordinal)) continue;
                agreed = contracts;
                break;
            }
        }

        return agreed?.GetValueOrDefault(UpdateTypes.Of(update.Payload).FullName);
    }

    /// <summary>Everything that is known by sequence of a source is so for all its facts: they share one count.</summary>
    private FrozenDictionary<string, UpdateContract> Agreed(ImmutableArray<SourceContract> rules)
    {
        var strict = rules.Any(r => r.Order == OrderRule.Strict);
        var reset = rules.Any(r => r.Reset == ResetRule.Birth) ? ResetRule.Birth : ResetRule.Stated;
        var bySequence = strict || reset == ResetRule.Birth || rules.Any(r => r.Identity == IdentityRule.Sequence);
        var numbered = rules.FirstOrDefault(r => r.Order == OrderRule.Strict || r.Identity == IdentityRule.Sequence || r.Reset == ResetRule.Birth) ?? rules[0];
        var agreed = new Dictionary<string, UpdateContract>(StringComparer.Ordinal);
        foreach (var type in UpdateTypes.All)
        {
            if (!type.Public || type.Kind != EntityKinds.Stock || type.Nature != Nature.Fact) continue;
            var rule = rules.LastOrDefault(r => r.Type == type.FullName) ?? rules.LastOrDefault(r => r.Type is null);
            var contract = _defaults[type.FullName];
            var order = rule?.Order ?? contract.Order;
            agreed[type.FullName] = contract with
            {
                Source = rules[0].Source,
                Order = order,
                Identity = bySequence ? IdentityRule.Sequence : IdentityRule.MessageId,
                FirstSequence = numbered.FirstSequence,
                GapTimeout = order == OrderRule.Strict ? rule?.GapTimeout ?? DefaultGapTimeout : null,
                SameContent = rule?.SameContent ?? false,
                KeepsHoles = strict,
                Reset = reset,
            };
        }

        return agreed.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
