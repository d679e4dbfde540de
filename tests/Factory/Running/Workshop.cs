using Sync.Factory.Books;
using Sync.Factory.Plan;
using Sync.Factory.Receiving;
using Sync.Factory.Sending;

namespace Sync.Factory.Running;

/// <summary>The parts of one run, put together.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly HttpClient _http;

    private Workshop(FactoryOptions options, BooksFolder folder, Unfinished unfinished, DateTimeOffset start, HttpClient http, TimeProvider clock)
    {
        _http = http;
        Run = unfinished.LastRun + 1;
        Reach = new Reachability(clock, options.Grace);
        System = new SystemClient(http);
        Masters = new MastersClient(System, Reach, clock);
        Probe = new StatusProbe(System, Reach);
        Books = new BookSet(folder);
        Settled = new Settled();
        Shelf = options.Sabotage.Around(new BookShelf(Run, Books.Deliveries, Tally, clock));
        Desk = new DeliveryDesk(Run, new WebhookSignature(folder.Secret()), Shelf, Books.Deliveries, unfinished.DeliveredIds, clock);
        var updates = new UpdatesClient(http, options.CallTimeout);
        Dispatcher = new Dispatcher(
            new Courier(Run, updates, Books, Settled, Tally, Reach, clock), Masters, Settled, new EventWriter(start), new Pace(options.Rate, clock),
            Seeded.For(options.Seed, Run, "calls"), options.Callers, clock, options.Sabotage == Sabotage.Double ? new PathSabotage(updates) : null);
    }

    public int Run { get; }

    public Tally Tally { get; } = new();

    public Reachability Reach { get; }

    public SystemClient System { get; }

    public MastersClient Masters { get; }

    public StatusProbe Probe { get; }

    public BookSet Books { get; }

    public Settled Settled { get; }

    public IShelf Shelf { get; }

    public DeliveryDesk Desk { get; }

    public Dispatcher Dispatcher { get; }

    public static Workshop Open(FactoryOptions options, BooksFolder folder, Unfinished unfinished, DateTimeOffset start, TimeProvider clock)
    {
        var key = File.ReadAllText(options.KeyFile).Trim();
        return new Workshop(options, folder, unfinished, start, SystemClient.Connect(options.BaseUrl, key), clock);
    }

    public async ValueTask DisposeAsync()
    {
        await Books.DisposeAsync();
        _http.Dispose();
        Reach.Dispose();
    }
}
