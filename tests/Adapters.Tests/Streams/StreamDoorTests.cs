using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Streams;

/// <summary>Rows of files that go through an adapter stream.</summary>
public sealed class StreamDoorTests
{
    private static readonly ImmutableArray<Update> Rows = [Row("r1", "A"), Row("r2", "B"), Row("r3", "A")];
    private readonly FakeStream _stream = new();
    private readonly StreamDoor _door;

    public StreamDoorTests() =>
        _door = new StreamDoor(_stream, null!, Options.Create(new FilesOptions { StreamPatience = TimeSpan.FromMilliseconds(100) }), TimeProvider.System);

    [Fact]
    public async Task A_batch_is_one_message_and_each_row_has_the_verdict_of_its_line()
    {
        _stream.Take = static m => Done(m, id => id == "r2" ? new Receipt.Rejected(new UpdateId("/f", 0, id), ErrorCodes.NotEnoughFree.With("less")) : Applied(id));
        var receipts = await _door.SubmitAsync("erp", Rows, default);
        Assert.Equal(["Applied", "Rejected", "Applied"], receipts.Select(r => r.Verdict));
        var message = Assert.Single(_stream.Messages);
        Assert.Equal(("application/x-ndjson", "trace-r1"), (message.MediaType, message.Header("traceparent")));
    }

    [Fact]
    public async Task The_same_rows_are_the_same_message_and_what_was_taken_before_is_a_duplicate()
    {
        _stream.Take = static m => Done(m, Applied);
        await _door.SubmitAsync("erp", Rows, default);
        var again = await _door.SubmitAsync("erp", [.. Rows.Select(r => r with { TraceParent = "another" })], default);
        Assert.All(again, r => Assert.IsType<Receipt.Duplicate>(r));
        Assert.Single(_stream.Messages);
        await _door.SubmitAsync("erp", [.. Rows.Take(2)], default);
        Assert.Equal(2, _stream.Messages.Count);
    }

    [Fact]
    public async Task Rows_that_are_not_taken_yet_are_to_be_given_again()
    {
        var receipts = await _door.SubmitAsync("erp", Rows, default);
        Assert.All(receipts, r => Assert.Equal("timed-out", Assert.IsType<Receipt.RetryLater>(r).Reason.Code));

        _stream.Take = static m => new InboxOutcome(InboxState.Waiting, ErrorCodes.InboxQueued.With("earlier"), [new LineReceipt(1, null), new LineReceipt(2, Applied("r2")), new LineReceipt(3, null)]);
        receipts = await _door.SubmitAsync("erp", Rows, default);
        Assert.Equal(["RetryLater", "Duplicate", "RetryLater"], receipts.Select(r => r.Verdict));
        Assert.Equal("inbox-queued", Assert.IsType<Receipt.RetryLater>(receipts[0]).Reason.Code);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_that_was_not_published()
    {
        _stream.Refusal = ErrorCodes.InboxInvalid.With("no");
        Assert.All(await _door.SubmitAsync("erp", Rows, default), r => Assert.Equal("inbox-invalid", Assert.IsType<Receipt.RetryLater>(r).Reason.Code));
    }

    private static InboxOutcome Done(InboundMessage message, Func<string, Receipt> verdict)
    {
        var lines = new CloudEventsMapper().Map("erp", message).Lines;
        return new InboxOutcome(InboxState.Done, null, [.. lines.Select(l => new LineReceipt(l.Line, verdict(l.Id.MessageId)))]);
    }

    private static Receipt Applied(string id) => new Receipt.Applied(new UpdateId("/f", 0, id), 1, []);

    private static Update Row(string id, string item) => new(
        new UpdateId("/f", 0, id), new EntityKey("stock", $"P1/L1/{item}"), new StockUpdate.Release("r"), TraceParent: $"trace-{id}");
}
