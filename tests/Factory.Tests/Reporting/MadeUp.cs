using System.Collections.Immutable;
using Sync.Factory.Books;
using Sync.Factory.Reporting;

namespace Sync.Factory.Tests.Reporting;

/// <summary>Made-up books and histories of one position.</summary>
internal static class MadeUp
{
    public const string Position = "P100/RM01/BOLT";
    public static readonly Account Own = new Account().Normalized();
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static UpdateRef Ref(string id) => new("/factory/erp", id);

    /// <summary>A receipt in the books.</summary>
    public static Story Received(string id, decimal amount, int minute = 0, string? verdict = "Applied", long? version = null, Account? account = null)
    {
        var story = new Story(Ref(id), Position, Noon.AddMinutes(minute), new Meaning([new Move(Position, "Receipt", account ?? Own, amount)]));
        if (verdict is not null) story.Answer(verdict, version);
        return story;
    }

    public static Story Counted(string id, int minute, bool complete, params (Account Account, decimal Amount)[] lines)
    {
        var meant = new Meaning(Count: new CountMeaning([.. lines.Select(l => new CountedAmount(l.Account, l.Amount))], complete));
        var story = new Story(Ref(id), Position, Noon.AddMinutes(minute), meant);
        story.Answer("Applied", null);
        return story;
    }

    public static Story Reserved(string id, ReservationAct act, decimal? amount, string verdict = "Applied")
    {
        var story = new Story(Ref(id), Position, Noon, new Meaning(Reservation: new ReservationMeaning("R1", act, amount)));
        story.Answer(verdict, null);
        return story;
    }

    /// <summary>A record of the history.</summary>
    public static Change Record(long version, string cause, decimal delta = 0, decimal balance = 0, string kind = "stock.moved", string source = "/factory/erp") => new(
        version, $"stock/{Position}@{version}", kind, new UpdateRef(source, cause),
        delta == 0 ? [] : [new Shift(Own, "Receipt", delta, 0, balance)], 0, (UInt128)version);

    public static PositionEvidence Evidence(params Change[] history)
    {
        var balance = history.SelectMany(c => c.Shifts).Sum(s => s.Delta);
        var held = history.Where(c => c.IsHeld).Select(c => c.Cause).Except(history.Where(c => !c.IsHeld).Select(c => c.GivenUp ?? c.Cause)).Count();
        return new PositionEvidence(Position, history, Live(history.Length, balance, held));
    }

    public static LivePosition Live(long version, decimal balance, int held = 0, decimal reserved = 0) =>
        new(version, balance, balance, reserved, new Dictionary<Account, decimal> { [Own] = balance }, held);

    public static Delivered Delivered(Change change, string? id = null) => new(id ?? change.Id, change);

    public static ImmutableArray<Delivered> All(PositionEvidence evidence) => [.. evidence.History.Select(c => Delivered(c))];
}
