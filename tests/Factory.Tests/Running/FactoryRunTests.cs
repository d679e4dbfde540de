using Sync.Factory.Receiving;
using Sync.Factory.Running;

namespace Sync.Factory.Tests.Running;

public sealed class FactoryRunTests
{
    [Fact]
    public async Task Against_an_honest_system_the_books_agree()
    {
        await using var play = await Play.Begin();
        play.System.Webhooks.RepeatEvery = 20;

        var code = await play.Run(4000);

        var report = await play.Report();
        Assert.Equal("", string.Join("\n", report.Problems));
        Assert.Equal(ExitCodes.Clean, code);
        Assert.Equal(report.Sent, report.Applied + report.Superseded + report.Held + report.Rejected + report.Recovered);
        Assert.All(
            [report.Applied, report.Duplicates, report.Superseded, report.Held, report.Rejected, report.Delivered, report.Redelivered],
            n => Assert.True(n > 0, report.ToString()));
        Assert.Contains("nothing was doubled", play.Output.ToString());
    }

    [Theory]
    [InlineData("Drop")]
    [InlineData("Double")]
    [InlineData("Swap")]
    [InlineData("Late")]
    public async Task Every_sabotage_is_found_out(string name)
    {
        var sabotage = Enum.Parse<Sabotage>(name);
        await using var play = await Play.Begin();

        var code = await play.Run(600, sabotage);

        Assert.Equal(ExitCodes.Faults, code);
        var report = play.Written();
        Assert.True(
            sabotage switch
            {
                Sabotage.Double => report.Doubled > 0,
                Sabotage.Swap => report.OutOfOrder > 0,
                _ => report.Lost > 0,
            },
            report.ToString());
    }

    [Fact]
    public async Task Lost_answers_are_asked_for_again_and_nothing_counts_twice()
    {
        await using var play = await Play.Begin();
        play.System.LoseAnswer = call => call % 5 == 0;

        var code = await play.Run(1500);

        var report = play.Written();
        Assert.Equal("", string.Join("\n", report.Problems));
        Assert.Equal(ExitCodes.Clean, code);
        Assert.True(report.Retried > 0 && report.Recovered > 0, report.ToString());
    }

    [Fact]
    public async Task A_busy_system_is_asked_again_later()
    {
        await using var play = await Play.Begin();
        play.System.OnCall = (context, call) =>
        {
            if (call % 4 != 0) return Task.FromResult(false);
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };

        Assert.Equal(ExitCodes.Clean, await play.Run(800));

        Assert.True(play.Written().Retried > 0);
    }

    [Fact]
    public async Task A_run_that_was_broken_off_is_finished_by_the_next_one_on_the_same_books()
    {
        await using var play = await Play.Begin();
        using var abort = new CancellationTokenSource();
        play.System.OnCall = async (_, call) =>
        {
            if (call == 12) await abort.CancelAsync();
            return false;
        };
        Assert.Equal(ExitCodes.Broken, await play.Run(1_000_000, abort: abort.Token));
        var before = play.Written();
        play.System.OnCall = null;

        var code = await play.Run(1500);

        var report = play.Written();
        Assert.Equal("", string.Join("\n", report.Problems));
        Assert.Equal(ExitCodes.Clean, code);
        Assert.Equal(2, report.Runs);
        Assert.True(before.Unanswered > 0, before.ToString());
        Assert.True(report.Sent > before.Sent);
    }

    [Fact]
    public async Task A_record_that_the_system_forgets_is_found_out()
    {
        await using var play = await Play.Begin();
        await play.Run(500);

        play.System.Stock.With(all =>
        {
            var records = all.Values.First(p => p.Records.Count > 3).Records;
            records.RemoveAt(records.Count - 1);
            return 0;
        });

        Assert.True((await play.Report()).Lost > 0);
    }

    [Fact]
    public async Task A_movement_that_the_system_counts_twice_is_found_out()
    {
        await using var play = await Play.Begin();
        await play.Run(500);

        play.System.Stock.With(all =>
        {
            var position = all.Values.First(p => p.Movements.Count > 0);
            var (update, movement) = position.Movements.First();
            return position.Move(update, "stock.moved", DateTimeOffset.UtcNow, "Receipt", [(movement.Account, movement.Amount)]);
        });

        var report = await play.Report();
        Assert.True(report is { Doubled: > 0, Mismatches: > 0, Lost: > 0 }, report.ToString());
    }

    [Fact]
    public async Task A_second_factory_takes_the_books_over_and_answers_for_both()
    {
        await using var play = await Play.Begin();
        var first = play.Run(1_000_000, rate: 500);
        await play.System.Reached(300);

        var second = play.Run(1500);

        Assert.Equal(ExitCodes.HandedOver, await first);
        Assert.Equal(ExitCodes.Clean, await second);
        Assert.Equal(2, play.Written().Runs);
    }

    [Fact]
    public async Task A_system_that_does_not_come_back_ends_the_run_with_a_report_that_says_so()
    {
        await using var play = await Play.Begin();
        play.System.OnCall = async (context, _) =>
        {
            await play.System.Vanish(context);
            return true;
        };

        var code = await play.Run(1_000_000, with: o => o with { Grace = TimeSpan.FromMilliseconds(500) });

        Assert.Equal(ExitCodes.Broken, code);
        Assert.Contains("has not answered", play.Output.ToString());
        Assert.True(play.Written() is { Unanswered: > 0, Clean: false });
    }

    [Fact]
    public async Task New_books_do_not_vouch_for_old_stock()
    {
        await using var play = await Play.Begin();
        await play.Run(300);
        Directory.Delete(play.Folder.Path, recursive: true);
        play.Output.GetStringBuilder().Clear();

        Assert.Equal(ExitCodes.Broken, await play.Run(600));

        Assert.Contains("these books do not know", play.Output.ToString());
        Assert.DoesNotContain("Nothing was lost", play.Output.ToString());
        Assert.Contains("proves nothing", play.Output.ToString());
        Assert.True(play.Written() is { Sent: 0, Clean: false, BrokenOff: not null });
    }

    [Fact]
    public async Task A_key_that_is_not_accepted_ends_the_run_at_once()
    {
        await using var play = await Play.Begin();

        var code = await play.Run(1_000_000, with: o =>
        {
            File.WriteAllText(o.KeyFile, "wrong");
            return o;
        });

        Assert.Equal(ExitCodes.Broken, code);
        Assert.Contains("401", play.Output.ToString());
    }
}
