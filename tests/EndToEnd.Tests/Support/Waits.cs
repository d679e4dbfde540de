namespace Sync.EndToEnd.Tests.Support;

/// <summary>How long a test waits for a signal before it gives up. Far more than it takes: a start needs seven seconds of processor, and five others may want
/// the same one.</summary>
internal static class Waits
{
    public static CancellationToken Short => After(180);

    public static CancellationToken Long => After(300);

    /// <summary>For a program that starts a cluster, breaks it and checks everything: seven processes on a machine that may have other work.</summary>
    public static CancellationToken Drill => After(600);

    private static CancellationToken After(int seconds) =>
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromSeconds(seconds)).Token).Token;
}
