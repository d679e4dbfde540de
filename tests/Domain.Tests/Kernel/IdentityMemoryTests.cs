using CsCheck;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Kernel;

/// <summary>The bounded memory of identities: exact for the newest, never a wrong «no» for the others.</summary>
public sealed class IdentityMemoryTests
{
    private static readonly Gen<Fingerprint> Marks = Gen.Select(Gen.ULong, Gen.ULong).Select((high, low) => new Fingerprint(high, low));

    [Fact]
    public void The_filter_never_denies_what_it_holds_also_after_a_snapshot() =>
        Marks.Array[0, 3000].Sample(
            marks =>
            {
                var filter = new IdentityFilter();
                foreach (var mark in marks) filter.Add(mark);
                var loaded = IdentityFilter.Load(filter.Save(), filter.Count, filter.OldStages);
                foreach (var mark in marks) Assert.True(filter.MayContain(mark) && loaded.MayContain(mark));
            },
            iter: 30, threads: 2);

    [Fact]
    public void The_filter_stays_small_and_mostly_says_no()
    {
        var filter = new IdentityFilter();
        for (var i = 0; i < 10_000; i++) filter.Add(Mark(i));
        var wrong = Enumerable.Range(20_000, 10_000).Count(i => filter.MayContain(Mark(i)));
        Assert.InRange(wrong, 0, 10);
        Assert.InRange(filter.Save().Sum(s => s.Length), 1, 4 * 10_000);
        for (var i = 10_000; i < 1_000_000; i++) filter.Add(Mark(i));
        Assert.InRange(filter.Save().Sum(s => s.Length), 1, 1024 * 1024);
        Assert.Equal(1_000_000, filter.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(500)]
    public void The_window_holds_the_newest_and_gives_back_the_one_that_leaves(int count)
    {
        var window = new IdentityWindow();
        for (var i = 0; i < count; i++)
        {
            var left = window.Add(new IdentityWindow.Entry(Mark(i), Mark(-i), i + 1));
            Assert.Equal(i < IdentityWindow.Limit ? null : (long?)(i + 1 - IdentityWindow.Limit), left?.Version);
        }

        var loaded = IdentityWindow.Load(window.Save());
        for (var i = 0; i < count; i++)
        {
            var expected = i < count - IdentityWindow.Limit ? null : (long?)(i + 1);
            Assert.Equal((expected, expected), (window.Find(Mark(i), Mark(-i))?.Version, loaded.Find(Mark(i), Mark(-i))?.Version));
        }
    }

    [Fact]
    public void Of_several_contents_of_an_identity_the_window_finds_the_one_that_is_asked_for()
    {
        var window = new IdentityWindow();
        window.Add(new IdentityWindow.Entry(Mark(1), Mark(10), 1));
        window.Add(new IdentityWindow.Entry(Mark(1), Mark(11), 2));
        Assert.Equal([1L, 2, 2], new[] { 10, 11, 12 }.Select(content => window.Find(Mark(1), Mark(content))!.Value.Version));
        Assert.Null(window.Find(Mark(2), Mark(10)));
    }

    private static Fingerprint Mark(int i) => Fingerprints.OfIdentity(new UpdateId("/s", 0, $"{i}"));
}
