using CsCheck;

namespace Sync.Contracts.Tests.Common;

/// <summary>Whoever reads, whenever and in whatever portions, ends with the newest of every key.</summary>
public sealed class ChangeOrderTests
{
    [Fact]
    public void A_reader_of_any_speed_ends_with_the_newest_value_of_every_key() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 4]).Array[0, 4_000].Sample(
            steps =>
            {
                var order = new ChangeOrder<int, string>();
                var (newest, read) = (new Dictionary<int, string>(), new Dictionary<int, string>());
                var upTo = 0L;
                foreach (var (key, max) in steps)
                {
                    order.Set(key, newest[key] = $"{key}={order.Head + 1}");
                    if (max > 0) upTo = Read(order, upTo, max, read);
                }

                while (upTo < order.Head) upTo = Read(order, upTo, 3, read);
                Assert.Equal(newest.OrderBy(v => v.Key), read.OrderBy(v => v.Key));
                Assert.Equal(newest.Count, order.Count);
            },
            iter: 200, threads: 1);

    [Fact]
    public void A_read_from_the_start_gives_each_key_once_in_the_order_of_the_newest_change()
    {
        var order = new ChangeOrder<string, string>();
        foreach (var key in new[] { "a", "b", "c", "a" }) order.Set(key, key + (order.Head + 1));
        var (values, outdated) = (new List<(long, string)>(), new List<string>());
        Assert.Equal(4, order.Read(0, 10, values, outdated));
        Assert.Equal([(2, "b2"), (3, "c3"), (4, "a4")], values);
        Assert.Equal(["a1"], outdated);
    }

    [Fact]
    public void Numbers_only_grow()
    {
        var order = new ChangeOrder<string, string>();
        order.Set("a", "a", 7);
        Assert.Throws<ArgumentOutOfRangeException>(() => order.Set("b", "b", 7));
        order.Set("b", "b");
        Assert.Equal((8, 2), (order.Head, order.Count));
    }

    private static long Read(ChangeOrder<int, string> order, long after, int max, Dictionary<int, string> into)
    {
        var values = new List<(long Number, string Value)>();
        var upTo = order.Read(after, max, values);
        Assert.True(upTo > after || after == order.Head, "a read goes on");
        Assert.True(values.Count <= max, "a read keeps to its maximum");
        foreach (var (number, value) in values) into[int.Parse(value.Split('=')[0], System.Globalization.CultureInfo.InvariantCulture)] = value;
        return upTo;
    }
}
