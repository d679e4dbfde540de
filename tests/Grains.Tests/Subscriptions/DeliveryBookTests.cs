using Sync.Contracts;
using Sync.Grains.Subscriptions;

namespace Sync.Grains.Tests.Subscriptions;

/// <summary>What is pending, and how far each lane is done.</summary>
public sealed class DeliveryBookTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private readonly DeliveryBook _book = new(lanes: 2);

    [Fact]
    public void A_key_has_one_delivery_under_way_and_keys_go_side_by_side()
    {
        Take(0, 1, "A", 1);
        Take(0, 2, "A", 2);
        Take(0, 3, "B", 1);
        Assert.Equal("item/A@1", _book.TryStart(Now)!.ChangeId);
        Assert.Equal("item/B@1", _book.TryStart(Now)!.ChangeId);
        Assert.Null(_book.TryStart(Now));
        _book.Confirm(Key("A"));
        Assert.Equal("item/A@2", _book.TryStart(Now)!.ChangeId);
        Assert.Equal((2, 2), (_book.Pending, _book.InFlight));
    }

    [Fact]
    public void The_cursor_stands_before_the_oldest_change_that_is_not_confirmed()
    {
        Take(0, 1, "A", 1);
        Take(0, 2, "B", 1);
        Take(0, 3, "A", 2);
        Start(2);
        _book.Confirm(Key("B"));
        Assert.Equal(At(0), _book.Cursor(0, At(9)));
        _book.Confirm(Key("A"));
        Assert.Equal(At(2), _book.Cursor(0, At(9)));
        Start(1);
        _book.Confirm(Key("A"));
        Assert.Equal(At(9), _book.Cursor(0, At(9)));
        Assert.Equal(At(9), _book.Cursor(1, At(9)));
    }

    [Fact]
    public void A_postponed_key_waits_and_others_pass_it()
    {
        Take(0, 1, "A", 1);
        Take(0, 2, "B", 1);
        Start(1);
        Assert.Equal(Now, _book.Postpone(Key("A"), Now, attempts => TimeSpan.FromSeconds(attempts)));
        Assert.Equal("item/B@1", _book.TryStart(Now)!.ChangeId);
        Assert.Null(_book.TryStart(Now));
        Assert.Equal("item/A@1", _book.TryStart(Now.AddSeconds(1))!.ChangeId);
        Assert.Equal(Now, _book.Postpone(Key("A"), Now.AddSeconds(1), attempts => TimeSpan.FromSeconds(attempts)));
        Assert.Null(_book.TryStart(Now.AddSeconds(2)));
        _book.Hurry();
        Assert.NotNull(_book.TryStart(Now.AddSeconds(2)));
    }

    [Fact]
    public void A_dropped_key_holds_no_cursor_back()
    {
        Take(0, 1, "A", 1);
        Take(0, 2, "A", 2);
        Take(0, 3, "B", 1);
        Start(1);
        _book.Drop(Key("A"));
        Assert.Equal((1, 0), (_book.Pending, _book.InFlight));
        Assert.Equal(At(2), _book.Cursor(0, At(9)));
        Assert.Equal("item/B@1", _book.Oldest!.ChangeId);
    }

    [Fact]
    public void A_skipped_change_moves_the_cursor_when_nothing_before_it_is_pending()
    {
        _book.Skip(0, Record(1, "A", 1));
        Take(0, 2, "B", 1);
        Assert.Equal(At(1), _book.Cursor(0, At(9)));
        Start(1);
        _book.Confirm(Key("B"));
        Assert.Null(_book.Oldest);
    }

    [Fact]
    public void Nothing_is_kept_of_what_is_confirmed_behind_a_change_that_is_not()
    {
        Take(0, 1, "A", 1);
        Start(1);
        var gone = Confirmed();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(gone.IsAlive, "a confirmed change is still in memory");
        Assert.Equal(At(0), _book.Cursor(0, At(9)));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private WeakReference Confirmed()
    {
        var record = Record(2, "B", 1);
        _book.Take(0, record);
        Start(1);
        _book.Confirm(Key("B"));
        return new WeakReference(record.Record);
    }

    private void Take(int lane, long position, string key, long version) => _book.Take(lane, Record(position, key, version));

    private void Start(int count)
    {
        for (var i = 0; i < count; i++) Assert.NotNull(_book.TryStart(Now));
    }

    internal static EntityKey Key(string id) => new(EntityKinds.Item, id);

    internal static FeedPosition At(long position) => position == 0 ? default : new FeedPosition(1, position, 0);

    internal static FeedRecord Record(long position, string key, long version) => new(At(position), new JournalRecord(
        Key(key), version, DateTimeOffset.UnixEpoch.AddSeconds(position), default, new UpdateId("/test", 0, "m"), null, default, "k", 1, "{}", default, default, null, null, null));
}
