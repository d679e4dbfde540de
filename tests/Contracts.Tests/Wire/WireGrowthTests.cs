using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Sync.Contracts.Tests.Wire;

/// <summary>A type that grows at its end is read by the build before, and reads what that sent.</summary>
public sealed class WireGrowthTests
{
    private static readonly Serializer Wire = new ServiceCollection().AddSerializer(static serializer => serializer.AddAssembly(typeof(WireGrowthTests).Assembly)).BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void An_older_build_skips_what_it_does_not_know()
    {
        var sent = new Newer("a", [new Part(1), new Part(2)], new UpdateId("/erp", 1, "7"), ["x", "y"]);
        Assert.Equal(new Older("a"), Wire.Deserialize<Older>(Wire.SerializeToArray(sent)));
    }

    [Fact]
    public void A_newer_build_finds_nothing_where_an_older_said_nothing()
    {
        var read = Wire.Deserialize<Newer>(Wire.SerializeToArray(new Older("a")))!;
        Assert.Equal(("a", true, null, true), (read.Name, read.Parts.IsDefault, read.Cause, read.Words.IsDefault));
    }
}

/// <summary>As it was.</summary>
[GenerateSerializer, Immutable, Alias("sync.test.older")]
public sealed record Older([property: Id(0)] string Name);

/// <summary>As it is, with members that refer to each other.</summary>
[GenerateSerializer, Immutable, Alias("sync.test.newer")]
public sealed record Newer([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<Part> Parts, [property: Id(2)] UpdateId? Cause, [property: Id(3)] ImmutableArray<string> Words);

/// <summary>A type that the older build has not.</summary>
[GenerateSerializer, Immutable, Alias("sync.test.part")]
public sealed record Part([property: Id(0)] int Number);
