using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Explains a position from its records, in two passes over them: memory grows with the page, the accounts, the sources and the counts, not
/// with the movements. Pure; belongs to one explanation; not thread-safe.</summary>
public sealed class StockExplainer
{
    private readonly EntityView<StockState> _now;
    private readonly PlantMaster? _plant;
    private readonly ImmutableArray<CaseView> _cases;
    private readonly PlantClock _clock;
    private readonly PagePicker _page;
    private readonly EntityView<StockState>? _archived;
    private readonly Lateness _lateness;
    private readonly Dictionary<string, SourceSaid> _sources;
    private readonly List<(OccurredKey Key, StockEvent.Counted Count)> _counts = [];
    private readonly List<(UpdateId Reversed, UpdateId By)> _reversals = [];
    private HashSet<UpdateId> _paged = [];
    private BalancesAt? _opening;

    private StockExplainer(
        OccurredKey start, OccurredKey end, int max, EntityView<StockState> now, PlantMaster? plant, ImmutableArray<CaseView> cases, EntityView<StockState>? archived)
    {
        (_now, _plant, _cases, _archived) = (now, plant, cases, archived);
        _lateness = new Lateness(ArchivedStock.HappenedBy(archived) ?? default);
        _clock = new PlantClock(plant);
        _page = new PagePicker(start, end, max);
        _sources = now.State.Sources.ToDictionary(s => s.Source, s => new SourceSaid(s), StringComparer.Ordinal);
    }

    /// <summary>Begins an explanation.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="now">The position as it stands; give the passes its records up to that version.</param>
    /// <param name="plant">The plant, for its time zone; null when it is not registered.</param>
    /// <param name="cases">The open cases about the position.</param>
    /// <param name="archived">What records gave that were archived and are not given to the passes, or null.</param>
    /// <returns>The explainer, or why the query cannot be answered.</returns>
    public static (StockExplainer? Explainer, Refusal? Refusal) Start(
        ExplainQuery query, EntityView<StockState> now, PlantMaster? plant, ImmutableArray<CaseView> cases, EntityView<StockState>? archived = null)
    {
        var start = query.From is { } from ? OccurredKey.Start(from) : default;
        var end = query.To is { } to ? OccurredKey.End(to) : OccurredKey.Last;
        if (query.Before is { } before)
        {
            if (!OccurredKey.TryParse(before, out var cursor)) return (null, ErrorCodes.InvalidQuery.With($"before '{before}' is no cursor: take the one of the page after"));
            if (cursor < end) end = cursor;
        }

        if (ArchivedStock.HappenedBy(archived) is { } by)
        {
            // What happened before cannot be put between what was archived: it is in the opening.
            if (OccurredKey.End(by) > end) return (null, ArchivedStock.Refusal($"what happened at {now.State.Key} until {by:O}"));
            if (start < OccurredKey.End(by)) start = OccurredKey.End(by);
        }

        return (new StockExplainer(start, end, Math.Clamp(query.Max, 1, 1000), now, plant, cases, archived), null);
    }

    /// <summary>The first pass: every record, in order.</summary>
    public void First(JournalRecord record, DomainEvent @event)
    {
        var told = _lateness.Next(record, @event);
        _page.Offer(told);
        if (@event is StockEvent stock && SourceReports.IsReport(stock) && _sources.TryGetValue(record.Cause.Source, out var source)) source.First(told);
        if (@event is StockEvent.Counted count) _counts.Add((told.Key, count));
    }

    /// <summary>The second pass: every record again, in order.</summary>
    public void Second(JournalRecord record, DomainEvent @event)
    {
        var told = new Told(OccurredKey.Of(record, @event), record, @event, false);
        Opening().Move(told.Key, StockEffects.Moves(@event));
        foreach (var source in _sources.Values) source.Second(told);
        if (@event is StockEvent.Moved { Reverses: { } reversed } && _paged.Contains(reversed)) _reversals.Add((reversed, record.Cause));
    }

    /// <summary>The explanation, after both passes.</summary>
    public Explanation Build()
    {
        var stock = new RunningStock(Opening().Accounts().Select(a => new AccountAmount(a.Account, a.Balance)));
        var opening = stock.Balance;
        var teller = new LineTeller(_clock, stock, _reversals.ToLookup(r => r.Reversed, r => r.By));
        var lines = _page.Page().Select(teller.Occurred).ToImmutableArray();
        var now = StockViews.ToPosition(_now);
        var explanation = new Explanation(
            _now.State.Key, _now.Version, now.Unit, _clock.Zone, "", Normal(now.Measures), opening, lines, stock.Balance,
            _page.Left > 0 ? _page.OpensAt.ToCursor() : null,
            [.. _sources.Values.OrderBy(s => s.Source, StringComparer.Ordinal).Select(s => s.Build(_now.State, _clock)).OfType<SourceStatement>()],
            [.. _now.Held.Select(h => WaitingWords.Of(h, _clock))], WaitingWords.InFlight(now, _clock), NextSteps.Of(_now.State, _now.Held, _cases), "");
        explanation = explanation with { Summary = StoryText.Summary(explanation, _plant) };
        if (ArchivedStock.HappenedBy(_archived) is { } by)
            explanation = explanation with { Summary = $"{explanation.Summary} What was recorded up to version {_archived!.Version} has been archived: it is in the opening, and lines begin after {_clock.Say(by)}." };
        return explanation with { Story = StoryText.Write(explanation, _clock) };
    }

    private static StockMeasures Normal(StockMeasures m) =>
        new(Decimals.Normalize(m.OnHand), Decimals.Normalize(m.Available), Decimals.Normalize(m.Reserved), Decimals.Normalize(m.Free));

    private BalancesAt Opening()
    {
        if (_opening is not null) return _opening;
        _paged = [.. _page.Page().Select(t => t.Record.Cause)];
        _opening = new BalancesAt(_page.OpensAt, _archived?.State);
        foreach (var (key, count) in _counts) _opening.Count(key, count);
        _counts.Clear();
        return _opening;
    }
}
