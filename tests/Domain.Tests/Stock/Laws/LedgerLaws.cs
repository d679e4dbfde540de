using System.Collections.Immutable;
using CsCheck;
using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>A ledger is what a plain list of its movements would be, however many others came from it: previews, drafts that were given up, replays.</summary>
public sealed class LedgerLaws
{
    private static readonly string[] Sources = ["/adapters/erp/main", "/adapters/wms/main"];
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private static readonly Gen<StockAccount> Accounts = Gen.Select(Gen.Int[0, 40], Gen.Bool, (lot, quality) => new StockAccount(
        lot == 0 ? null : LotNumber.Parse($"L{lot}"), quality ? StockStatus.Quality : StockStatus.Available));

    private static readonly Gen<LedgerDetail?> Details = Gen.Int[0, 9].Select(n => n switch
    {
        0 => new LedgerDetail { ToStatus = StockStatus.Blocked },
        1 => new LedgerDetail { StartedAt = Begin },
        2 => new LedgerDetail { Reverses = new UpdateId(Sources[0], 0, "id1") },
        _ => null,
    });

    // Few ids, so that they meet again, and some that are as long as an id can be.
    private static readonly Gen<UpdateId> Ids = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], Gen.Int[1, 6], Gen.Int[0, 9], (source, epoch, n, form) =>
        new UpdateId(Sources[source], epoch, form == 0 ? new string('x', UpdateId.MaxLength - n) : form == 1 ? $"größer-𝄞-{n}" : $"id{n}"));

    private static readonly Gen<LedgerEntry> Entries = Gen.Select(
        Ids, Gen.Int[-90, 90], Gen.Int[-840, 840], Accounts, Gen.Int[-500, 500], Details,
        (id, minute, offset, account, amount, detail) => new LedgerEntry(
            id, Begin.AddMinutes(minute).ToOffset(TimeSpan.FromMinutes(offset)), account, amount / 100m, (MovementType)(Math.Abs(amount) % 10), Math.Abs(minute), detail));

    private static readonly Gen<(int From, LedgerEntry Entry)[]> Scripts = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1_000], Entries, (choice, any, entry) => (choice > 1 ? -1 : any, entry)).Array[1, 160];

    [Fact]
    public void Ledgers_that_come_from_one_another_never_see_each_other() => Scripts.Sample(script =>
    {
        foreach (var (ledger, plain) in Played(script)) Assert.Equal(plain, ledger.ToArray());
    });

    [Fact]
    public void Every_question_is_answered_as_by_a_list() => Gen.Select(Scripts, Ids, Accounts, Gen.Int[-90, 90], Details).Sample((script, id, account, minute, detail) =>
    {
        var instant = Begin.AddMinutes(minute);
        foreach (var (ledger, plain) in Played(script).TakeLast(3))
        {
            var newestFirst = plain.Reverse().ToArray();
            Assert.Equal(plain.Length, ledger.Count);
            Assert.Equal(newestFirst.Where(e => e.At > instant).Sum(e => On(e, account)), ledger.After(account, instant));
            Assert.Equal(newestFirst.Any(e => e.At > instant && e.Detail?.StartedAt < instant && On(e, account) != 0), ledger.Straddles(account, instant));
            Assert.Equal(
                newestFirst.Where(e => e.Id.Source == id.Source && e.Id.MessageId == id.MessageId && e.Id.Epoch <= id.Epoch).OrderByDescending(e => e.Id.Epoch).Cast<LedgerEntry?>().FirstOrDefault(),
                ledger.Find(id.Source, id.MessageId, id.Epoch));
            Assert.Equal(newestFirst.Where(e => e.Version == Math.Abs(minute)).Cast<LedgerEntry?>().FirstOrDefault(), ledger.At(Math.Abs(minute)));
            var movement = new LedgerEntry(id, instant, account, 1, default, 1, detail);
            Assert.Equal((detail?.Reversed ?? 0) + newestFirst.Where(e => e.Detail?.Reverses == id).Sum(e => Math.Abs(e.Amount)), ledger.Reversed(movement));
        }
    });

    [Fact]
    public async Task What_threads_add_to_one_ledger_at_once_is_never_mixed()
    {
        var entries = Enumerable.Range(0, 400).Select(n => new LedgerEntry(new UpdateId(Sources[n % 2], 0, $"M-{n}"), Begin, default, n, MovementType.Receipt, n)).ToArray();
        var common = Ledger.Of(entries.Take(5));
        var made = await Task.WhenAll(Enumerable.Range(0, 2).Select(thread => Task.Run(() =>
        {
            var ledger = common;
            foreach (var entry in entries.Where(e => e.Version >= 5 && e.Version % 2 == thread)) ledger = ledger.Add(entry);
            return ledger;
        })));

        foreach (var (thread, ledger) in made.Index())
            Assert.Equal(entries.Where(e => e.Version < 5 || e.Version % 2 == thread), ledger.ToArray());
        Assert.Equal(entries.Take(5), common.ToArray());
    }

    /// <summary>Each step adds to the newest ledger, or to any that there was.</summary>
    private static List<(Ledger Ledger, ImmutableArray<LedgerEntry> Plain)> Played((int From, LedgerEntry Entry)[] script)
    {
        var all = new List<(Ledger Ledger, ImmutableArray<LedgerEntry> Plain)> { (default, []) };
        foreach (var (from, entry) in script)
        {
            var (ledger, plain) = from < 0 ? all[^1] : all[from % all.Count];
            all.Add((ledger.Add(entry), plain.Add(entry)));
        }

        return all;
    }

    private static decimal On(LedgerEntry entry, StockAccount account)
    {
        var amount = account == entry.Account ? entry.Amount : 0;
        return entry.Detail?.ToStatus is { } to && account == entry.Account with { Status = to } ? amount - entry.Amount : amount;
    }
}
