using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Routing;

/// <summary>One call of the router: its updates by entity, in order, and the receipts as they come. Thread-safe.</summary>
internal sealed class RoutedCall
{
    /// <summary>A call that names more entities does not keep its table: it would be as large for ever.</summary>
    private const int KeptChains = 1_000;

    [ThreadStatic] private static Dictionary<EntityKey, Chain>? _kept;
    private readonly ImmutableArray<Update> _updates;
    private readonly Action<RoutedStack> _missed;
    private readonly Receipt?[] _receipts;
    private readonly int[] _next;
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;

    /// <param name="updates">What was submitted.</param>
    /// <param name="missed">Told of a stack whose entity has ended meanwhile.</param>
    public RoutedCall(ImmutableArray<Update> updates, Action<RoutedStack> missed)
    {
        _updates = updates;
        _missed = missed;
        _receipts = new Receipt?[updates.Length];
        _next = new int[updates.Length];
        Stacks = Group();
        _open = Stacks.Count;
        if (_open == 0) _answered.SetResult();
    }

    /// <summary>One for each entity.</summary>
    public List<RoutedStack> Stacks { get; }

    /// <summary>Completes when every stack has been answered.</summary>
    public Task Answered => _answered.Task;

    /// <summary>A copy of what has come: what comes later must not change an answer that was given.</summary>
    public ImmutableArray<Receipt> Receipts(Func<Update, Receipt> missing)
    {
        var all = ImmutableArray.CreateBuilder<Receipt>(_receipts.Length);
        for (var i = 0; i < _receipts.Length; i++) all.Add(Volatile.Read(ref _receipts[i]) ?? missing(_updates[i]));
        return all.MoveToImmutable();
    }

    /// <summary>The receipts of a stack have come.</summary>
    public void Give(int first, ImmutableArray<Receipt> receipts)
    {
        var place = first;
        foreach (var receipt in receipts)
        {
            Volatile.Write(ref _receipts[place], receipt);
            place = _next[place];
        }

        if (Interlocked.Decrement(ref _open) == 0) _answered.TrySetResult();
    }

    public void OnMissed(RoutedStack stack) => _missed(stack);

    /// <summary>The places of one entity are a chain: from the first of them, each names the next.</summary>
    private List<RoutedStack> Group()
    {
        if (_updates.Length == 1) return [new RoutedStack(this, _updates[0].Target, _updates, 0)];
        var chains = _kept ?? [];
        _kept = null;
        for (var i = 0; i < _updates.Length; i++)
        {
            ref var chain = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(chains, _updates[i].Target, out var known);
            if (known) _next[chain.Last] = i;
            else chain.First = i;
            chain.Last = i;
            chain.Length++;
        }

        var stacks = new List<RoutedStack>(chains.Count);
        foreach (var (target, chain) in chains) stacks.Add(new RoutedStack(this, target, Of(chain), chain.First));
        if (chains.Count <= KeptChains)
        {
            chains.Clear();
            _kept = chains;
        }

        return stacks;
    }

    private ImmutableArray<Update> Of(Chain chain)
    {
        if (chain.Length == _updates.Length) return _updates;
        var own = new Update[chain.Length];
        var place = chain.First;
        for (var i = 0; i < own.Length; i++, place = _next[place]) own[i] = _updates[place];
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(own);
    }

    private struct Chain
    {
        public int First;
        public int Last;
        public int Length;
    }
}
