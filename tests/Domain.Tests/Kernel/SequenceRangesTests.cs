using CsCheck;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Kernel;

/// <summary>Ranges of sequences are a set that is small where it has few holes.</summary>
public sealed class SequenceRangesTests
{
    private static readonly Gen<(long From, int Length)[]> Additions = Gen.Select(Gen.Long[0, 60], Gen.Int[0, 4]).Array[0, 60];

    [Fact]
    public void They_hold_exactly_what_was_added_in_whatever_order() =>
        Additions.Sample(
            additions =>
            {
                var set = new SortedSet<long>();
                var ranges = new SequenceRanges();
                foreach (var (from, length) in additions)
                {
                    ranges.Add(from, from + length);
                    for (var s = from; s <= from + length; s++) set.Add(s);
                }

                ranges = SequenceRanges.Load(ranges.Save(), ranges.Below);
                for (var s = 0L; s < 70; s++) Assert.Equal((s, set.Contains(s)), (s, ranges.Contains(s)));
                for (var s = 0L; s < 70; s++) Assert.Equal(Enumerable.Range((int)s, 80).First(n => !set.Contains(n)), ranges.FirstMissing(s));
                Assert.Equal(Enumerable.Range(3, 57).Select(n => (long)n).Where(n => !set.Contains(n)), ranges.Missing(3, 60).SelectMany(h => Numbers(h.From, h.To)));
                Assert.Equal(set.Count(n => !set.Contains(n - 1)), ranges.Count);
            },
            iter: 2000, threads: 2);

    [Fact]
    public void A_number_next_to_a_known_one_needs_no_range_of_its_own()
    {
        var ranges = new SequenceRanges();
        ranges.Add(5);
        Assert.Equal([true, false, false, false, true], new long[] { 3, 4, 5, 6, 7 }.Select(ranges.IsApart));
    }

    [Fact]
    public void Beyond_the_limit_the_lowest_is_forgotten_and_nothing_is_denied_there()
    {
        var ranges = new SequenceRanges();
        for (var i = 0L; i < 3 * SequenceRanges.Limit; i++) ranges.Add(2 * i);
        ranges = SequenceRanges.Load(ranges.Save(), ranges.Below);
        Assert.Equal(SequenceRanges.Limit, ranges.Count);
        for (var i = 0L; i < 3 * SequenceRanges.Limit; i++) Assert.True(ranges.MayContain(2 * i));
        Assert.False(ranges.MayContain((6 * SequenceRanges.Limit) - 3));
        Assert.True(ranges.MayContain(1));
        Assert.False(ranges.Contains(1));
    }

    [Fact]
    public void The_ends_of_the_numbers_are_numbers_too()
    {
        var ranges = new SequenceRanges();
        ranges.Add(long.MaxValue);
        ranges.Add(0);
        ranges.Add(long.MaxValue - 1);
        Assert.True(ranges.Contains(0) && ranges.Contains(long.MaxValue) && !ranges.Contains(1));
        Assert.Equal((1, 2), (ranges.FirstMissing(0), ranges.Count));
    }

    private static IEnumerable<long> Numbers(long from, long to)
    {
        for (var n = from; n <= to; n++) yield return n;
    }
}
