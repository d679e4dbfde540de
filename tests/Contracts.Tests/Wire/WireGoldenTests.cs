using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Sync.Contracts.Tests.Wire;

/// <summary>Silos of two builds that follow each other run side by side: each reads what the other sends.</summary>
public sealed class WireGoldenTests
{
    private const string Cure = "a wire contract has no released bytes, or other ones. New or grown: ORLEANSSYNC_WRITE_GOLDEN=1 dotnet test --project tests/Contracts.Tests; otherwise older silos cannot read it: put it back";

    private static readonly Serializer Wire = new ServiceCollection().AddSerializer(static serializer => serializer.AddAssembly(typeof(Update).Assembly)).BuildServiceProvider().GetRequiredService<Serializer>();

    private static readonly Dictionary<string, Type> Contracts = typeof(Update).Assembly.GetTypes()
        .Where(static type => !type.IsAbstract && !type.IsGenericTypeDefinition && (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) || typeof(IInvokable).IsAssignableFrom(type)))
        .ToDictionary(NameOf);

    private static readonly Dictionary<string, byte[]> Now = Contracts.ToDictionary(static c => c.Key, static c => Wire.SerializeToArray<object>(WireSamples.Of(c.Value)));

    static WireGoldenTests() => WireGolden.Write(Now.Select(static line => (line.Key, line.Value)));

    public static TheoryData<string> Names => [.. Contracts.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Released => new(WireGolden.Lines().Select(static line => (line.Build, line.Name)));

    [Theory, MemberData(nameof(Names))]
    public void What_this_build_sends_was_sent_by_a_build_before_or_stands_in_its_own_file(string name)
    {
        var newest = WireGolden.Lines().FirstOrDefault(line => line.Name == name);
        Assert.True(newest.Bytes is not null && newest.Bytes.AsSpan().SequenceEqual(Now[name]), $"{name}: {Cure}");
    }

    [Theory, MemberData(nameof(Released))]
    public void What_a_released_build_sent_is_read(string build, string name)
    {
        Assert.True(Contracts.TryGetValue(name, out var type), $"{name} was sent by build {build} and is gone: older silos still send it");
        var bytes = WireGolden.Lines().Single(line => (line.Build, line.Name) == (build, name)).Bytes;
        var grown = !bytes.AsSpan().SequenceEqual(Now[name]);
        Assert.True(WireSamples.IsSame(WireSamples.Of(type), Wire.Deserialize<object>(bytes), grown), $"{name} of build {build} is read as something else");
    }

    [Fact]
    public void Every_contract_has_every_member_filled_in_its_sample() =>
        Assert.All(Contracts.Values.Where(static type => !typeof(Exception).IsAssignableFrom(type)), static type => Assert.All(WireSamples.Members(type), member => Assert.NotNull(member.GetValue(WireSamples.Of(type)))));

    /// <summary>The name on the wire: of a type its alias, of a call the aliases of interface and method.</summary>
    private static string NameOf(Type type)
    {
        if (type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias is { } alias) return alias;
        var call = (IInvokable)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        return $"{call.GetInterfaceType().GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias}.{call.GetMethodName()}/{call.GetArgumentCount()}";
    }
}
