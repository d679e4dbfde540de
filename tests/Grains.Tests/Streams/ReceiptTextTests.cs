using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Grains.Streams;

namespace Sync.Grains.Tests.Streams;

/// <summary>Verdicts are stored: what was written once is read for ever.</summary>
public sealed class ReceiptTextTests
{
    private const string Stored =
        """
        [{"line":1,"source":"/erp","epoch":2,"id":"a","verdict":"Applied","version":3,"flags":["echo"]},{"line":2},{"line":3,"source":"/erp","id":"b","verdict":"Duplicate","version":4},{"line":4,"source":"/erp","id":"c","verdict":"Superseded","version":5},{"line":5,"source":"/erp","id":"d","verdict":"Held","version":6,"code":"k","message":"m","cure":"c"},{"line":6,"source":"/erp","id":"e","verdict":"Rejected","code":"k","message":"m","cure":"c"}]
        """;

    private static readonly Refusal Reason = new("k", "m", "c");

    private static readonly LineReceipt[] Receipts =
    [
        new(1, new Receipt.Applied(new UpdateId("/erp", 2, "a"), 3, ["echo"])), new(2, null), new(3, new Receipt.Duplicate(Id("b"), 4)),
        new(4, new Receipt.Superseded(Id("c"), 5)), new(5, new Receipt.Held(Id("d"), 6, Reason)), new(6, new Receipt.Rejected(Id("e"), Reason)),
    ];

    [Fact]
    public void Every_verdict_is_written_as_before() => Assert.Equal(Stored, ReceiptText.Write([.. Receipts]));

    [Fact]
    public void Every_stored_verdict_is_read() => Assert.Equal(Stored, ReceiptText.Write(ReceiptText.Read(Stored)));

    [Fact]
    public void Nothing_stored_is_no_verdict() => Assert.Equal(ImmutableArray<LineReceipt>.Empty, ReceiptText.Read(null));

    private static UpdateId Id(string id) => new("/erp", 0, id);
}
