namespace Sync.EndToEnd.Tests.Support;

/// <summary>How long a test waits for a signal before it gives up.</summary>
internal static class Waits
{
    public static CancellationToken Short => After(60);

    public static CancellationToken Long => After(150);

    /// <summary>For a program that starts a cluster, breaks it and checks everything: seven processes on a machine that may have other work.</summary>
    public static CancellationToken Drill => After(480);

    private static CancellationToken After(int seconds) =>
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromSeconds(seconds)).Token).Token;
}
