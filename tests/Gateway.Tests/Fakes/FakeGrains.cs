using System.Collections.Concurrent;

namespace Sync.Gateway.Tests.Fakes;

/// <summary>Gives out hand-made grains instead of references into a cluster.</summary>
internal sealed class FakeGrains : IGrainFactory
{
    private readonly ConcurrentDictionary<(Type, string), object> _grains = new();
    private readonly Dictionary<Type, Func<string, object>> _makers = [];

    /// <summary>What every call fails with, as an unreachable cluster would.</summary>
    public Exception? Failure { get; set; }

    public void Use<T>(Func<string, T> make)
        where T : class => _makers[typeof(T)] = make;

    public T Get<T>(string key) => (T)_grains.GetOrAdd((typeof(T), key), k => _makers[k.Item1](key));

    TGrain IGrainFactory.GetGrain<TGrain>(long primaryKey, string? grainClassNamePrefix) => Reach<TGrain>(primaryKey.ToString(System.Globalization.CultureInfo.InvariantCulture));

    TGrain IGrainFactory.GetGrain<TGrain>(string primaryKey, string? grainClassNamePrefix) => Reach<TGrain>(primaryKey);

    TGrain IGrainFactory.GetGrain<TGrain>(Guid primaryKey, string? grainClassNamePrefix) => throw new NotSupportedException();

    TGrain IGrainFactory.GetGrain<TGrain>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix) => throw new NotSupportedException();

    TGrain IGrainFactory.GetGrain<TGrain>(long primaryKey, string keyExtension, string? grainClassNamePrefix) => throw new NotSupportedException();

    TGrain IGrainFactory.GetGrain<TGrain>(GrainId grainId) => throw new NotSupportedException();

    TObserver IGrainFactory.CreateObjectReference<TObserver>(IGrainObserver obj) => throw new NotSupportedException();

    void IGrainFactory.DeleteObjectReference<TObserver>(IGrainObserver obj) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(GrainId grainId) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(Type interfaceType, IdSpan grainKey) => throw new NotSupportedException();

    private T Reach<T>(string key) => Failure is null ? Get<T>(key) : throw Failure;
}
