using System.Reflection;
using System.Runtime.ExceptionServices;
using Sync.Journal;

namespace Sync.Grains.Tests.Streams;

/// <summary>The real inbox, with a hook before each call.</summary>
public class FlakyInbox : DispatchProxy
{
    private IInboxStore _store = null!;

    /// <summary>Called with the name of each method and its arguments; what it throws is the answer.</summary>
    public Action<string, object?[]> Before { get; set; } = static (_, _) => { };

    public static FlakyInbox Over(IInboxStore store)
    {
        var proxy = (FlakyInbox)Create<IInboxStore, FlakyInbox>();
        proxy._store = store;
        return proxy;
    }

    public IInboxStore Store => (IInboxStore)(object)this;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Before(targetMethod!.Name, args!);
        try
        {
            return targetMethod.Invoke(_store, args);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }
}
