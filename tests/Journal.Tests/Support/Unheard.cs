namespace Sync.Journal.Tests.Support;

/// <summary>Nobody waits for the end of the append.</summary>
internal sealed class Unheard : IAppendObserver
{
    public void OnDurable()
    {
    }

    public void OnFailed(Exception failure)
    {
    }
}
