using System.Collections.Immutable;
using Sync.Factory.Books;
using Sync.Factory.Plan;
using Sync.Factory.Receiving;
using Sync.Factory.Reporting;
using Sync.Factory.Sending;

namespace Sync.Factory.Running;

/// <summary>One run of the factory, from the lock on its books to the report.</summary>
internal sealed class FactoryRun(FactoryOptions options, Output output, TimeProvider clock)
{
    private static readonly TimeSpan HandoverPatience = TimeSpan.FromSeconds(20);

    /// <param name="stop">Stop sending, finish, report.</param>
    /// <param name="abort">End at once; the books stay good.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> Execute(CancellationToken stop, CancellationToken abort)
    {
        var folder = new BooksFolder(options.Books);
        using var held = await BooksLock.Take(folder, HandoverPatience, abort);
        var unfinished = Unfinished.Read(folder);
        var start = clock.GetUtcNow();
        start = start.AddTicks(-(start.Ticks % TimeSpan.TicksPerSecond));
        await using var shop = Workshop.Open(options, folder, unfinished, start, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(abort, shop.Reach.Lost);
        var handover = GiveWay(held, ending);
        await using var target = await WebhookTarget.Start(shop.Desk, folder.Port);
        folder.Port = target.Port;
        await shop.Books.Runs.Append(new RunLine.Started(
            shop.Run, clock.GetUtcNow(), options.Seed, options.Rate, options.Sabotage == Sabotage.None ? null : options.Sabotage.ToString(), options.BaseUrl.AbsoluteUri));
        var end = await Work(shop, folder, unfinished, target.Url, stop, ending.Token);
        if (handover.IsCompletedSuccessfully && handover.Result)
        {
            output.Line("Factory: another one has taken the books over.");
            return ExitCodes.HandedOver;
        }

        if (end.Why is not null) output.Line($"Factory: {end.Why}");
        return await Report(shop, folder, end, abort);
    }

    private async Task<Ending> Work(
        Workshop shop, BooksFolder folder, Unfinished unfinished, Uri target, CancellationToken stop, CancellationToken ending)
    {
        using var showing = CancellationTokenSource.CreateLinkedTokenSource(ending);
        var tally = options.Tally ? new TallyLine(shop.Tally, shop.Probe, output, clock).Show(showing.Token) : Task.CompletedTask;
        try
        {
            await Prepare(shop, folder, unfinished, target, ending);
            await Send(shop, unfinished, stop, ending);
            await shop.Masters.PutAll(FactoryWorld.LateItems(shop.Run), ending);
            return new Ending(await new Settlement(shop.Probe, shop.Tally, options.Settle, clock).Wait(ending), IsBroken: false);
        }
        catch (OperationCanceledException)
        {
            return new Ending(
                shop.Reach.Lost.IsCancellationRequested ? $"the system at {options.BaseUrl} has not answered for {options.Grace.TotalSeconds} s" : "broken off",
                IsBroken: true);
        }
        catch (Exception e) when (e is ForbiddenException or ForeignStockException or HttpRequestException)
        {
            return new Ending(e.Message, IsBroken: true);
        }
        finally
        {
            await showing.CancelAsync();
            await tally;
        }
    }

    private static async Task Prepare(Workshop shop, BooksFolder folder, Unfinished unfinished, Uri target, CancellationToken ending)
    {
        if (unfinished.LastRun == 0) await RefuseForeignStock(shop, ending);
        // Earlier runs may have been killed between speaking of an item and registering it.
        var late = unfinished.Seeds.Keys.SelectMany(run => FactoryWorld.LateItems(run));
        await shop.Masters.PutAll(FactoryWorld.Items.Concat(late), ending);
        await shop.Masters.PutSubscription(StatusProbe.Subscription, target, folder.Secret(), ending);
    }

    private async Task Send(Workshop shop, Unfinished unfinished, CancellationToken stop, CancellationToken ending)
    {
        var steps = FactoryPlan.Steps(options.Seed, shop.Run, options.Rate);
        var plan = Disorder.Of(steps, Seeded.For(options.Seed, shop.Run, "disorder"));
        var earlier = unfinished.Unanswered.Select(u => new Message(u.Ref, u.Event, null, IsLeft: true))
            .Concat(unfinished.Answered.Select(u => new Message(u.Ref, u.Event, null)));
        ImmutableArray<Message> dropped = options.Drop is { } drop ? await new FileDrop(shop.Run, drop, shop.Books, clock).Run(ending) : [];
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (options.For is { } time) sending.CancelAfter(time);
        await shop.Dispatcher.Run(earlier.Concat(dropped), plan, sending.Token, ending);
    }

    private async Task<int> Report(Workshop shop, BooksFolder folder, Ending end, CancellationToken abort)
    {
        await shop.Books.Runs.Append(new RunLine.Ended(shop.Run, clock.GetUtcNow(), end.Why ?? "finished"));
        var reader = shop.Reach.Lost.IsCancellationRequested || abort.IsCancellationRequested ? null : new HttpSystemReader(shop.System, clock);
        var report = await new Witness(folder, [.. FactoryWorld.Plants.Select(p => p.Id)], clock).Testify(reader, abort) with { BrokenOff = end.IsBroken ? end.Why : null };
        if (options.ReportFile is { } file) ReportWriter.WriteFile(report, file);
        output.Line(ReportWriter.Text(report));
        await shop.Shelf.Close();
        return end.IsBroken ? ExitCodes.Broken : report.Clean ? ExitCodes.Clean : ExitCodes.Faults;
    }

    // New books cannot vouch for stock that was there before them: every record of it would look like one too many.
    private static async Task RefuseForeignStock(Workshop shop, CancellationToken ending)
    {
        var reader = new HttpSystemReader(shop.System, TimeProvider.System);
        foreach (var plant in FactoryWorld.Plants)
        {
            await foreach (var row in reader.Rows(plant.Id, ending))
                throw new ForeignStockException($"the system has stock at {row.Position} that these books do not know: use the books that belong to its data, or new data");
        }
    }

    private static async Task<bool> GiveWay(BooksLock held, CancellationTokenSource ending)
    {
        try
        {
            await held.Asked(ending.Token);
            await ending.CancelAsync();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <param name="Why">What kept the run from its proper end, if anything did.</param>
    /// <param name="IsBroken">True when it ended before its time, so that even agreeing books are no success.</param>
    private readonly record struct Ending(string? Why, bool IsBroken);
}

/// <summary>New books meet old stock.</summary>
internal sealed class ForeignStockException(string message) : Exception(message);
