using System.Runtime.InteropServices;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>A position between two updates: what most updates change lies here as plain values without a reference among them; everything else stays the
/// object that it was when it last changed. Not thread-safe.</summary>
internal sealed class StockShelf : StateShelf<StockState>
{
    /// <summary>The state; where there are values, what they are of: then its own are outdated, and its ledger is empty.</summary>
    private StockState? _names;

    /// <summary>Null as long as the state has not changed in values alone: what was only read, or changes otherwise each time, stays as it is.</summary>
    private Values? _values;

    public override void Put(StockState state)
    {
        if (_names is null || !IsNamed(_names, state))
        {
            (_names, _values) = (state, null);
            return;
        }

        if (_values is null) (_names, _values) = (_names with { Ledger = default }, new Values(state));
        _values.Write(state);
    }

    public override StockState Take()
    {
        var names = _names ?? throw new InvalidOperationException("nothing was put here");
        return _values is null ? names : _values.In(names);
    }

    /// <summary>True when a state differs from what lies here in values alone. A member that is not compared here would be lost: the law of the shelf is a test.</summary>
    private static bool IsNamed(StockState names, StockState state)
    {
        if (names.Unit != state.Unit || names.HasForgotten != state.HasForgotten || !ReferenceEquals(names.Complete, state.Complete)) return false;
        if (names.Reservations != state.Reservations || names.Transfers != state.Transfers || names.Arrived != state.Arrived) return false;
        if (names.Counts != state.Counts || !ReferenceEquals(names.Claims, state.Claims) || names.Key != state.Key) return false;
        if (names.Accounts.Length != state.Accounts.Length || names.Sources.Length != state.Sources.Length) return false;
        for (var i = 0; i < state.Accounts.Length; i++)
            if (!names.Accounts.ItemRef(i).IsNamed(state.Accounts.ItemRef(i))) return false;
        for (var i = 0; i < state.Sources.Length; i++)
            if (names.Sources.ItemRef(i).Source != state.Sources.ItemRef(i).Source) return false;
        return true;
    }

    private sealed class Values(StockState names)
    {
        private readonly decimal[] _balances = new decimal[names.Accounts.Length];
        private readonly Said[] _sources = new Said[names.Sources.Length];
        private Ledger _ledger;
        private decimal _reserved;
        private DateTimeOffset _occurredAt;
        private DateTimeOffset _changedAt;

        public void Write(StockState state)
        {
            for (var i = 0; i < _balances.Length; i++) _balances[i] = state.Accounts.ItemRef(i).Balance;
            for (var i = 0; i < _sources.Length; i++) _sources[i] = Said.Of(state.Sources.ItemRef(i));
            (_ledger, _reserved, _occurredAt, _changedAt) = (state.Ledger, state.Reserved, state.OccurredAt, state.ChangedAt);
        }

        public StockState In(StockState names)
        {
            var accounts = new AccountState[_balances.Length];
            for (var i = 0; i < accounts.Length; i++) accounts[i] = names.Accounts.ItemRef(i) with { Balance = _balances[i] };
            var sources = new SourceMark[_sources.Length];
            for (var i = 0; i < sources.Length; i++) sources[i] = _sources[i].In(names.Sources.ItemRef(i));
            return names with
            {
                Accounts = ImmutableCollectionsMarshal.AsImmutableArray(accounts),
                Sources = ImmutableCollectionsMarshal.AsImmutableArray(sources),
                Ledger = _ledger,
                Reserved = _reserved,
                OccurredAt = _occurredAt,
                ChangedAt = _changedAt,
            };
        }
    }

    private readonly record struct Said(DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, long Updates)
    {
        public static Said Of(in SourceMark mark) => new(mark.OccurredAt, mark.RecordedAt, mark.Updates);

        public SourceMark In(in SourceMark name) => new(name.Source, OccurredAt, RecordedAt, Updates);
    }
}
