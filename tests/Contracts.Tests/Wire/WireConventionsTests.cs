using System.Reflection;

namespace Sync.Contracts.Tests.Wire;

public sealed class WireConventionsTests
{
    private static readonly Type[] All = typeof(Update).Assembly.GetTypes();
    private static readonly Type[] WireTypes = [.. All.Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];
    private static readonly Type[] GrainInterfaces = [.. All.Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t))];

    public static TheoryData<string> Types => [.. WireTypes.Select(t => t.FullName!)];

    [Theory, MemberData(nameof(Types))]
    public void Every_wire_type_has_an_alias_and_is_immutable(string name)
    {
        var type = typeof(Update).Assembly.GetType(name)!;
        Assert.StartsWith("sync.v1.", type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias);
        if (!typeof(Exception).IsAssignableFrom(type)) Assert.NotNull(type.GetCustomAttribute<ImmutableAttribute>());
    }

    [Theory, MemberData(nameof(Types))]
    public void Every_stored_member_has_a_number_of_its_own(string name)
    {
        const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var type = typeof(Update).Assembly.GetType(name)!;
        var fields = type.GetFields(declared).Where(f => !f.IsDefined(typeof(NonSerializedAttribute))).ToArray();
        var properties = type.GetProperties(declared).Where(p => fields.Any(f => f.Name == $"<{p.Name}>k__BackingField"));
        MemberInfo[] members = [.. fields.Where(f => !f.Name.StartsWith('<')), .. properties.Where(p => !IsInherited(type, p))];
        var ids = members.Select(m => m.GetCustomAttribute<IdAttribute>()).ToArray();
        Assert.DoesNotContain(ids, id => id is null);
        Assert.Equal(ids.Length, ids.Select(id => id!.Id).Distinct().Count());
    }

    [Fact]
    public void Aliases_are_unique_among_types_and_interfaces()
    {
        var aliases = WireTypes.Concat(GrainInterfaces).Select(t => t.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias).ToArray();
        Assert.Equal(aliases.Length, aliases.Distinct().Count());
    }

    [Fact]
    public void Every_grain_interface_and_method_has_its_name_of_the_wire() => Assert.All(GrainInterfaces, t =>
    {
        var alias = t.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;
        Assert.Equal($"sync.v1.{t.Name}", alias);
        Assert.Contains(t.GetCustomAttributesData(), a => a.AttributeType.Name == "GrainInterfaceTypeAttribute" && (string?)a.ConstructorArguments[0].Value == alias);
        Assert.All(t.GetMethods(), m => Assert.Equal(m.Name, m.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias));
    });

    [Fact]
    public void Every_payload_is_a_registered_type_and_every_type_has_one_name()
    {
        var payloads = All.Where(t => typeof(UpdatePayload).IsAssignableFrom(t) && !t.IsAbstract);
        Assert.Equal(payloads.Select(t => t.FullName).Order(), UpdateTypes.All.Select(t => t.Payload.Type.FullName).Order());
        Assert.Equal(UpdateTypes.All.Length, UpdateTypes.All.Select(t => t.FullName).Distinct().Count());
    }

    // A case of a union repeats the property of its base only in the constructor.
    private static bool IsInherited(Type type, PropertyInfo property) => type.BaseType?.GetProperty(property.Name) is { } inherited && inherited.DeclaringType != type;
}
