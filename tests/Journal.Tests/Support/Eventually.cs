using System.Diagnostics;

namespace Sync.Journal.Tests.Support;

/// <summary>Looks again until something is so; fails when it is not so after a minute.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task IsTrueAsync(Func<Task<bool>> look)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await look())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "it did not come to that within a minute");
            await Task.Yield();
        }
    }

    public static Task IsTrueAsync(Func<bool> look) => IsTrueAsync(() => Task.FromResult(look()));
}
