namespace Sync.Adapters;

/// <summary>How webhooks are sent. Bound from the section <c>Adapters:Webhook</c>. What one subscription may set itself
/// (address, secret, time limit, deliveries in flight) stands in its profile. Not thread-safe; read once at start.</summary>
public sealed class WebhookOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Adapters:Webhook";

    /// <summary>Fast further attempts inside one delivery, 0 to 5; default 2. Slow ones are the subscription's business.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>The pause before the first further attempt, 0 s to 5 s; default 200 ms. It doubles each time and is jittered.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The share of failed attempts that opens a target's breaker, above 0 to 1; default 0.5.</summary>
    public double BreakerFailureRatio { get; set; } = 0.5;

    /// <summary>Fewer attempts than this in a sampling period never open the breaker, 2 to 1,000; default 10.</summary>
    public int BreakerMinimumAttempts { get; set; } = 10;

    /// <summary>The sampling period of the breaker, 1 s to 5 min; default 30 s.</summary>
    public TimeSpan BreakerSamplingPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open breaker lets nothing through, 500 ms to 5 min; default 5 s.</summary>
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait that a target's <c>Retry-After</c> can ask for, 1 s to 24 h; default 1 h.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an idle or busy connection is used before name and address are looked up again, 10 s to 24 h; default 5 min.</summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether loopback and private networks may be targets; default true, because plants are private networks.
    /// Link-local, multicast and unspecified addresses are refused always (see <see cref="WebhookAddresses"/>).</summary>
    public bool AllowPrivateAddresses { get; set; } = true;
}
