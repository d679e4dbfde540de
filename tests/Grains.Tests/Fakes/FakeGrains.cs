using System.Reflection;

namespace Sync.Grains.Tests.Fakes;

/// <summary>A grain factory that knows only the grains it was given, each by interface and key.</summary>
public class FakeGrains : DispatchProxy
{
    private readonly Dictionary<(Type Interface, string Key), object> _grains = [];

    public static FakeGrains Create() => (FakeGrains)Create<IGrainFactory, FakeGrains>();

    public IGrainFactory Factory => (IGrainFactory)(object)this;

    public FakeGrains Add<TGrain>(object key, TGrain grain)
        where TGrain : class
    {
        _grains[(typeof(TGrain), key.ToString()!)] = grain;
        return this;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _grains.TryGetValue((targetMethod!.GetGenericArguments()[0], args![0]!.ToString()!), out var grain)
            ? grain
            : throw new InvalidOperationException($"no {targetMethod.GetGenericArguments()[0].Name} {args[0]} here");
}
