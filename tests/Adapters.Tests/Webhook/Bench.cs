using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Webhook;

/// <summary>A sender built by the adapters' own door, on a clock that only the test moves.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly ServiceProvider _services;

    public Bench(Action<WebhookOptions>? configure = null)
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 7, 15, 0, TimeSpan.Zero));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSyncAdapters();
        // No pause between fast attempts: the clock stands still unless a test moves it.
        services.Configure<WebhookOptions>(o => o.RetryDelay = TimeSpan.Zero);
        if (configure is not null) services.Configure(configure);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; }

    public IDeliverySender Sender => _services.GetRequiredService<IDeliverySender>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<DeliveryOutcome> Send(Uri url, JournalRecord? change = null) =>
        Sender.SendAsync(Profile(url), change ?? Change(), CancellationToken.None);

    public static SubscriptionProfile Profile(Uri url) => new("factory", url, Secret, ChangeFilter.All);

    public static JournalRecord Change(long version = 7, string? trace = null) => RecordChain.Seal(new JournalRecord(
        new EntityKey("stock", "P100/RM01/BOLT-M8"),
        version,
        new DateTimeOffset(2026, 11, 23, 7, 15, 2, TimeSpan.Zero).AddMicroseconds(123456),
        new DateTimeOffset(2026, 11, 23, 8, 15, 0, TimeSpan.FromHours(1)),
        new UpdateId("/adapters/erp/main", 0, "GR-1"),
        null,
        default,
        "stock.moved",
        1,
        """{"movement":"Receipt","unit":"EA","note":"Größe"}""",
        default,
        default,
        trace,
        "C-1",
        null));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
