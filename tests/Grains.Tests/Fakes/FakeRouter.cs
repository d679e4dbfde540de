using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Tests.Fakes;

/// <summary>A router that notes what is submitted, and answers as the test says; without a word, everything is applied.</summary>
internal sealed class FakeRouter
{
    /// <summary>Every update that was submitted, in order, also those that are submitted again.</summary>
    public List<Update> Submitted { get; } = [];

    /// <summary>The verdict on an update.</summary>
    public Func<Update, Receipt> Verdict { get; set; } = u => new Receipt.Applied(u.Id, 1, []);

    /// <summary>The grain.</summary>
    public IUpdateRouterGrain Grain => GrainDouble.Of<IUpdateRouterGrain>(("Submit", args => Submit((ImmutableArray<Update>)args[0]!)));

    private Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates)
    {
        Submitted.AddRange(updates);
        ImmutableArray<Receipt> receipts = [.. updates.Select(Verdict)];
        return Task.FromResult(receipts);
    }
}
