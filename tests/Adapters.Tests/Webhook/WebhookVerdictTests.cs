using System.Net;
using System.Net.Http.Headers;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Webhook;

public sealed class WebhookVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 7, 15, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(200, typeof(DeliveryOutcome.Confirmed))]
    [InlineData(202, typeof(DeliveryOutcome.Confirmed))]
    [InlineData(204, typeof(DeliveryOutcome.Confirmed))]
    [InlineData(301, typeof(DeliveryOutcome.Failed))]
    [InlineData(302, typeof(DeliveryOutcome.Failed))]
    [InlineData(307, typeof(DeliveryOutcome.Failed))]
    [InlineData(400, typeof(DeliveryOutcome.Refused))]
    [InlineData(401, typeof(DeliveryOutcome.Failed))]
    [InlineData(403, typeof(DeliveryOutcome.Failed))]
    [InlineData(404, typeof(DeliveryOutcome.Refused))]
    [InlineData(408, typeof(DeliveryOutcome.Failed))]
    [InlineData(409, typeof(DeliveryOutcome.Failed))]
    [InlineData(410, typeof(DeliveryOutcome.Gone))]
    [InlineData(413, typeof(DeliveryOutcome.Refused))]
    [InlineData(415, typeof(DeliveryOutcome.Refused))]
    [InlineData(422, typeof(DeliveryOutcome.Refused))]
    [InlineData(423, typeof(DeliveryOutcome.Failed))]
    [InlineData(425, typeof(DeliveryOutcome.Failed))]
    [InlineData(429, typeof(DeliveryOutcome.Failed))]
    [InlineData(500, typeof(DeliveryOutcome.Failed))]
    [InlineData(503, typeof(DeliveryOutcome.Failed))]
    public void Every_status_has_its_outcome(int status, Type outcome) => Assert.IsType(outcome, Of(status, null).Outcome);

    [Theory]
    [InlineData(302, "Configuration")]
    [InlineData(401, "Configuration")]
    [InlineData(403, "Configuration")]
    [InlineData(422, "None")]
    [InlineData(423, "Locked")]
    [InlineData(429, "Pause")]
    [InlineData(503, "Target")]
    public void A_failure_is_blamed_on_whoever_can_mend_it(int status, string fault) => Assert.Equal(fault, Of(status, null).Fault.ToString());

    [Fact]
    public void A_target_that_names_a_time_gets_its_pause()
    {
        var answer = Of(503, new RetryConditionHeaderValue(TimeSpan.FromSeconds(30)));

        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<DeliveryOutcome.Failed>(answer.Outcome).After);
        Assert.Equal(WebhookFault.Pause, answer.Fault);
    }

    [Fact]
    public void A_date_is_counted_from_now_and_never_below_zero()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), After(Now.AddSeconds(90)));
        Assert.Equal(TimeSpan.Zero, After(Now.AddSeconds(-90)));
    }

    [Fact]
    public void No_target_can_ask_for_more_than_the_longest_pause() => Assert.Equal(TimeSpan.FromHours(1), After(Now.AddDays(3)));

    private static TimeSpan? After(DateTimeOffset date) =>
        Assert.IsType<DeliveryOutcome.Failed>(Of(429, new RetryConditionHeaderValue(date)).Outcome).After;

    private static WebhookAnswer Of(int status, RetryConditionHeaderValue? retryAfter) =>
        WebhookVerdict.Of((HttpStatusCode)status, retryAfter, Now, TimeSpan.FromHours(1));
}
