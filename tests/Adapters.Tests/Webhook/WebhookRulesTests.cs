using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Webhook;

public sealed class WebhookRulesTests
{
    private static readonly SubscriptionProfile Good = Bench.Profile(new Uri("http://127.0.0.1:8080/changes"));

    [Fact]
    public void A_plant_address_is_accepted() => Assert.Null(WebhookRules.Validate(Good, allowPrivateAddresses: true));

    [Theory]
    [InlineData("ftp://plant.example/x", "scheme")]
    [InlineData("/changes", "absolute")]
    [InlineData("http://user:word@plant.example/", "user name")]
    [InlineData("http://plant.example/#x", "fragment")]
    [InlineData("http://169.254.169.254/latest/meta-data", "link-local")]
    [InlineData("http://[fe80::1]/", "link-local")]
    [InlineData("http://[::ffff:169.254.169.254]/", "link-local")]
    [InlineData("http://0.0.0.0/", "unspecified")]
    public void A_bad_address_is_refused_by_name(string url, string why)
    {
        var refusal = WebhookRules.Validate(Good with { Url = new Uri(url, UriKind.RelativeOrAbsolute) }, allowPrivateAddresses: true);

        Assert.Equal("subscription-invalid", refusal!.Code);
        Assert.Contains(why, refusal.Message);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_and_the_secret_never()
    {
        var refusal = WebhookRules.Validate(Good with { Id = "Plant 1", Secret = "hunter2", MaxInFlight = 0, TimeoutSeconds = 61 }, allowPrivateAddresses: true)!;

        Assert.All(["id must", "secret must", "maxInFlight is 0", "timeoutSeconds is 61"], part => Assert.Contains(part, refusal.Message));
        Assert.DoesNotContain("hunter2", refusal.Message);
    }

    [Theory]
    [InlineData("169.254.169.254", true, false)]
    [InlineData("64:ff9b::a9fe:a9fe", true, false)]
    [InlineData("fe80::1", true, false)]
    [InlineData("224.0.0.1", true, false)]
    [InlineData("::", true, false)]
    [InlineData("127.0.0.1", true, true)]
    [InlineData("127.0.0.1", false, false)]
    [InlineData("::1", false, false)]
    [InlineData("10.1.2.3", true, true)]
    [InlineData("10.1.2.3", false, false)]
    [InlineData("172.31.0.1", false, false)]
    [InlineData("192.168.1.1", false, false)]
    [InlineData("::ffff:192.168.1.1", false, false)]
    [InlineData("fd00::1", false, false)]
    [InlineData("172.32.0.1", false, true)]
    [InlineData("93.184.216.34", false, true)]
    [InlineData("2001:db8::1", false, true)]
    public void Addresses_are_judged_by_network(string address, bool allowPrivate, bool accepted) =>
        Assert.Equal(accepted, WebhookAddresses.Objection(IPAddress.Parse(address), allowPrivate) is null);

    [Fact]
    public void Options_report_every_error_with_its_range()
    {
        var services = new ServiceCollection().AddSyncAdapters();
        services.Configure<WebhookOptions>(o => (o.Retries, o.BreakerPause, o.BreakerFailureRatio) = (9, TimeSpan.Zero, 0));
        using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<WebhookOptions>>().Value);

        Assert.Equal(3, error.Failures.Count());
        Assert.Contains("Adapters:Webhook:Retries is 9: set it to 0 to 5", error.Failures);
    }

    [Fact]
    public void The_door_can_be_passed_twice()
    {
        var services = new ServiceCollection().AddSyncAdapters();
        var count = services.Count;

        Assert.Equal(count, services.AddSyncAdapters().Count);
        Assert.Single(services, s => s.ServiceType == typeof(IDeliverySender));
    }
}
