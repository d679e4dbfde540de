using CsCheck;
using Sync.Contracts;
using Sync.Grains.Subscriptions;
using static Sync.Grains.Tests.Subscriptions.DeliveryBookTests;

namespace Sync.Grains.Tests.Subscriptions;

/// <summary>Whatever is taken, confirmed, postponed, skipped and dropped: order per key, and no cursor beyond an unconfirmed change.</summary>
public sealed class DeliveryBookPropertyTests
{
    private static readonly Gen<(int Op, int Arg)[]> Story = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7]).Array[1, 80];

    [Fact]
    public void Order_per_key_and_no_cursor_beyond_an_unconfirmed_change() => Story.Sample(Run, iter: 20_000, print: s => string.Join(' ', s.Select(x => $"{x.Op}:{x.Arg}")));

    private static void Run((int Op, int Arg)[] story)
    {
        var book = new DeliveryBook(lanes: 2);
        var open = new List<(int Lane, FeedRecord Record)>();
        var flying = new List<JournalRecord>();
        var sent = new Dictionary<EntityKey, long>();
        var versions = new Dictionary<string, long>();
        var taken = new FeedPosition[2];
        long position = 0;
        var now = DateTimeOffset.UnixEpoch;
        foreach (var (op, arg) in story)
        {
            var key = $"K{arg % 4}";
            var lane = arg % 2;
            switch (op)
            {
                case <= 3:
                    var record = Record(++position, key, versions[key] = versions.GetValueOrDefault(key) + 1);
                    taken[lane] = record.Position;
                    if (op == 3 && !open.Exists(o => o.Record.Record.Entity == Key(key)))
                    {
                        book.Skip(lane, record);
                        sent[Key(key)] = record.Record.Version;
                        break;
                    }

                    book.Take(lane, record);
                    open.Add((lane, record));
                    break;
                case <= 5:
                    if (book.TryStart(now) is not { } started) break;
                    Assert.DoesNotContain(flying, f => f.Entity == started.Entity);
                    Assert.Equal(sent.GetValueOrDefault(started.Entity) + 1, started.Version);
                    flying.Add(started);
                    break;
                case <= 7 when flying.Count > 0:
                    var done = flying[arg % flying.Count];
                    flying.Remove(done);
                    book.Confirm(done.Entity);
                    sent[done.Entity] = done.Version;
                    open.RemoveAll(o => o.Record.Record == done);
                    break;
                case 8 when flying.Count > 0:
                    var failed = flying[arg % flying.Count];
                    flying.Remove(failed);
                    book.Postpone(failed.Entity, now, TimeSpanOf);
                    break;
                case 9 when flying.Count > 0 && arg == 0:
                    var dropped = flying[0];
                    flying.Remove(dropped);
                    book.Drop(dropped.Entity);
                    sent[dropped.Entity] = versions[dropped.Entity.Id];
                    open.RemoveAll(o => o.Record.Record.Entity == dropped.Entity);
                    break;
                default:
                    now = now.AddSeconds(arg);
                    break;
            }

            Assert.Equal((open.Count, flying.Count), (book.Pending, book.InFlight));
            for (var i = 0; i < 2; i++)
            {
                var oldest = open.Where(o => o.Lane == i).Select(o => o.Record.Position).DefaultIfEmpty(new FeedPosition(9, 0, 0)).Min();
                var cursor = book.Cursor(i, taken[i]);
                Assert.True(cursor < oldest, "the cursor is beyond an unconfirmed change");
                if (open.TrueForAll(o => o.Lane != i)) Assert.Equal(taken[i], cursor);
            }
        }
    }

    private static TimeSpan TimeSpanOf(int attempts) => TimeSpan.FromSeconds(attempts);
}
