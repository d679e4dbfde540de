using System.Text;
using Sync.Contracts;
using Sync.Grains.Streams;

namespace Sync.Grains.Tests.Streams;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("""{"user":"ada","password":"pa\"ss","n":1}""", """{"user":"ada","password":"***","n":1}""")]
    [InlineData("""{"accessToken": 12345, "x":[1]}""", """{"accessToken": "***", "x":[1]}""")]
    [InlineData("""{"API_KEY":"k","apiKey":"k","Client-Secret":"k"}""", """{"API_KEY":"***","apiKey":"***","Client-Secret":"***"}""")]
    [InlineData("Authorization: Bearer abc.def-123", "Authorization: Bearer ***")]
    [InlineData("Host=db;Password=x y;Username=u", "Host=db;Password=*** y;Username=u")]
    [InlineData("https://user:pass@host/path", "https://***@host/path")]
    [InlineData("""{"secret":"cut off""", """{"secret":"***""" + "\"")]
    [InlineData("""{"item":"BOLT-M8","quantity":{"value":5,"unit":"EA"}}""", """{"item":"BOLT-M8","quantity":{"value":5,"unit":"EA"}}""")]
    public void What_looks_like_a_secret_is_blotted_out(string body, string shown) => Assert.Equal((shown, false), Redaction.Show(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Headers_that_name_a_secret_have_no_value()
    {
        var shown = Redaction.Blot([new InboundHeader("X-Api-Key", "k"), new InboundHeader("Cookie", "a=b"), new InboundHeader("Trace", "t"), new InboundHeader("Via", "Basic dXNlcjpw")]);
        Assert.Equal(["***", "***", "t", "Basic ***"], shown.Select(h => h.Value));
    }

    [Fact]
    public void What_is_not_text_is_not_shown_and_a_long_text_only_in_part()
    {
        Assert.Equal((null, false), Redaction.Show([0xFF, 0xFE, 0x00]));
        Assert.Equal((null, false), Redaction.Show([0x41, 0x00]));
        var (text, cut) = Redaction.Show(Encoding.UTF8.GetBytes(new string('ä', 2_000_000)));
        Assert.Equal((64 * 1024, true), (text!.Length, cut));
    }
}
