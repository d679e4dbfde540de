using System.Text;

namespace Sync.Contracts.Tests.CloudEvents;

public sealed class BinaryModeTests
{
    private static readonly Dictionary<string, string> Attributes = new()
    {
        ["specversion"] = "1.0",
        ["id"] = "GR-1",
        ["source"] = "/adapters/erp/main",
        ["type"] = "com.orleanssync.stock.received.v1",
        ["subject"] = "P100/RM01/BOLT-M8",
        ["time"] = "2026-11-23T08:15:00+01:00",
        ["unknown"] = "passes",
        ["data"] = "is not an attribute",
    };

    [Fact]
    public void Attributes_and_body_apart_give_the_same_update_as_together() =>
        Assert.Equal(Events.Accepted(Events.Received), Read(Attributes, """ {"quantity":{"value":5,"unit":"EA"}} """).Update);

    [Theory]
    [InlineData("", "field-missing")]
    [InlineData("{\"quantity\":", "malformed-json")]
    [InlineData("{\"quantity\":{\"value\":5,\"unit\":\"EA\"}} x", "malformed-json")]
    [InlineData("x", "invalid-payload")]
    [InlineData("{\"quantity\":{\"value\":5,\"unit\":\"\\ud800\"}}", "invalid-payload")]
    public void A_broken_body_is_refused(string body, string code) => Assert.Equal(code, Read(Attributes, body).Refusal?.Code);

    [Fact]
    public void A_missing_attribute_is_named()
    {
        var without = Attributes.Where(a => a.Key != "subject");
        Assert.Contains("subject is missing", Read(without, "{}").Refusal!.Message);
    }

    private static UpdateReading Read(IEnumerable<KeyValuePair<string, string>> attributes, string body) =>
        UpdateJson.ReadBinary(attributes, Encoding.UTF8.GetBytes(body), UpdateReadOptions.Outside);
}
