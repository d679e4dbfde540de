using Sync.Contracts;

namespace Sync.Grains;

/// <summary>What is agreed with sources beside the defaults. Section <c>Contracts</c>.</summary>
public sealed class ContractOptions
{
    /// <summary>The agreements; none by default.</summary>
    public IList<SourceOptions> Sources { get; } = [];

    /// <summary>The registry of contracts.</summary>
    public UpdateContracts ToContracts() => new([.. Sources.Select(s =>
        new SourceContract(s.Source, s.Type, s.Order, s.Identity, s.FirstSequence, s.GapTimeout, s.SameContent, s.Reset))]);
}
