using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sync.Contracts.Tests.Wire;

/// <summary>One value of a wire type with every member filled. A member's value depends on nothing but its own type and number, so a type that
/// grows keeps the values that it had.</summary>
internal static class WireSamples
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const long Moment = 639_000_000_000_000_000;

    /// <summary>A value of this type.</summary>
    public static object Of(Type type, int number = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner, number);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Math.Min(1, Enum.GetValues(type).Length - 1))!;
        return Simple(type, number) ?? Collection(type, number) ?? Filled(Concrete(type));
    }

    /// <summary>The members that travel, with the base's.</summary>
    public static IEnumerable<FieldInfo> Members(Type type)
    {
        for (var declaring = type; declaring is not null && declaring != typeof(object) && declaring != typeof(Exception); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(Declared).Where(IsMember)) yield return field;
        }
    }

    /// <summary>Whether a value that was read is the sample. A member that the writer did not know is nothing; that is allowed where a type has grown.</summary>
    public static bool IsSame(object? sample, object? read, bool grown)
    {
        if (sample is null || read is null) return ReferenceEquals(sample, read) || (grown && read is null);
        if (sample.GetType() != read.GetType()) return false;
        if (sample is Exception told) return told.Message == ((Exception)read).Message;
        if (Members(sample.GetType()).ToArray() is { Length: > 0 } members) return members.All(m => IsSame(m.GetValue(sample), m.GetValue(read), grown) || (grown && IsNothing(m, read)));
        if (read.GetType() is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && (bool)generic.GetProperty("IsDefault")!.GetValue(read)!) return grown;
        if (sample is not IEnumerable list || sample is string) return sample is not (ValueType or string or Uri) || sample.Equals(read);
        var (left, right) = (list.Cast<object>().ToArray(), ((IEnumerable)read).Cast<object>().ToArray());
        return left.Length == right.Length && left.Zip(right).All(pair => IsSame(pair.First, pair.Second, grown));
    }

    private static bool IsMember(FieldInfo field) =>
        field.IsDefined(typeof(IdAttribute))
        || (field.Name.StartsWith("arg", StringComparison.Ordinal) && field.DeclaringType!.FullName!.Contains("Invokable", StringComparison.Ordinal))
        || (field.Name.StartsWith('<') && field.DeclaringType!.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], Declared)?.IsDefined(typeof(IdAttribute)) == true);

    private static bool IsNothing(FieldInfo member, object holder) =>
        member.GetValue(holder) is not { } value || (member.FieldType.IsValueType && value.Equals(RuntimeHelpers.GetUninitializedObject(member.FieldType)));

    private static object? Simple(Type type, int number) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => $"text-{number}",
        TypeCode.Boolean => true,
        TypeCode.Int32 => number + 2,
        TypeCode.Int64 => number + 3L,
        TypeCode.UInt64 => ulong.MaxValue - (ulong)number,
        TypeCode.Byte => (byte)(number + 4),
        TypeCode.Double => number + 0.5,
        TypeCode.Decimal => number + 1.25m,
        TypeCode.DateTime => new DateTime(Moment, DateTimeKind.Utc),
        _ when type == typeof(object) => $"object-{number}",
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(Moment, TimeSpan.FromHours(1)).AddDays(number),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 11, 1).AddDays(number),
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(number + 5),
        _ when type == typeof(Guid) => new Guid(number, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]),
        _ when type == typeof(Uri) => new Uri($"https://host-{number}.example/path"),
        _ when typeof(Exception).IsAssignableFrom(type) => Activator.CreateInstance(type, "told")!,
        _ => null,
    };

    private static object? Collection(Type type, int number)
    {
        if (type.IsArray) return Fill(Array.CreateInstance(type.GetElementType()!, 1), Of(type.GetElementType()!, number));
        if (!type.IsGenericType) return null;
        var arguments = type.GetGenericArguments();
        var list = arguments.Length == 1 && typeof(IEnumerable).IsAssignableFrom(type) ? Fill(Array.CreateInstance(arguments[0], 1), Of(arguments[0], number)) : null;
        if (type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return typeof(ImmutableCollectionsMarshal).GetMethod(nameof(ImmutableCollectionsMarshal.AsImmutableArray))!.MakeGenericMethod(arguments).Invoke(null, [list]);
        if (list is not null && type.IsAssignableFrom(list.GetType())) return list;
        if (typeof(IDictionary).IsAssignableFrom(type) || type.Name.StartsWith("IReadOnlyDictionary", StringComparison.Ordinal))
        {
            var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            dictionary.Add(Of(arguments[0], number), Of(arguments[1], number));
            return type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>) ? Sorted(dictionary, arguments) : dictionary;
        }

        return null;
    }

    private static object Sorted(IDictionary dictionary, Type[] arguments) => typeof(ImmutableSortedDictionary).GetMethods()
        .Single(static m => m.Name == nameof(ImmutableSortedDictionary.CreateRange) && m.GetParameters().Length == 1).MakeGenericMethod(arguments).Invoke(null, [dictionary])!;

    private static Array Fill(Array array, object element)
    {
        array.SetValue(element, 0);
        return array;
    }

    /// <summary>Of a union the first case by name.</summary>
    private static Type Concrete(Type type) => !type.IsAbstract
        ? type
        : type.Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && type.IsAssignableFrom(t)).MinBy(static t => t.FullName, StringComparer.Ordinal)
            ?? throw new NotSupportedException($"{type} has no case that travels: teach {nameof(WireSamples)} to make one");

    private static object Filled(Type type)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        var number = 0;
        foreach (var member in Members(type)) member.SetValue(value, Of(member.FieldType, NumberOf(member, number++)));
        return value;
    }

    private static int NumberOf(FieldInfo member, int place)
    {
        var id = member.GetCustomAttribute<IdAttribute>() ?? (member.Name.StartsWith('<') ? member.DeclaringType!.GetProperty(member.Name[1..member.Name.IndexOf('>', StringComparison.Ordinal)], Declared)?.GetCustomAttribute<IdAttribute>() : null);
        return id is null ? place : (int)id.Id;
    }
}
