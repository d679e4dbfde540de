using System.Reflection;

namespace Sync.Grains.Tests.Fakes;

/// <summary>Stands for a grain: each method answers as the test says.</summary>
public class GrainDouble : DispatchProxy
{
    private Dictionary<string, Func<object?[], object?>> _methods = [];

    public static TGrain Of<TGrain>(params (string Method, Func<object?[], object?> Answer)[] methods)
        where TGrain : class
    {
        var proxy = Create<TGrain, GrainDouble>();
        ((GrainDouble)(object)proxy)._methods = methods.ToDictionary(m => m.Method, m => m.Answer);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _methods.TryGetValue(targetMethod!.Name, out var answer)
        ? answer(args ?? [])
        : throw new InvalidOperationException($"{targetMethod.Name} is not expected here");
}
