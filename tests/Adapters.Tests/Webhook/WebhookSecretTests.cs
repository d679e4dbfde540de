using System.Text;

namespace Sync.Adapters.Tests.Webhook;

public sealed class WebhookSecretTests
{
    [Fact]
    public void Signs_the_published_vector_of_standard_webhooks()
    {
        var secret = WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        var signature = secret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_no base64!")]
    public void Refuses_what_is_not_a_secret(string? text) => Assert.False(WebhookSecret.TryParse(text, out _));

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Takes_24_to_64_bytes(int length, bool accepted) =>
        Assert.Equal(accepted, WebhookSecret.TryParse("whsec_" + Convert.ToBase64String(new byte[length]), out _));
}
