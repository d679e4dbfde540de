using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>How the stock of a plant does, in a few numbers. Immutable, thread-safe.</summary>
/// <param name="Positions">How many positions there are.</param>
/// <param name="Negative">Positions with an account below zero.</param>
/// <param name="Short">Positions whose free quantity is below zero: more is reserved than available.</param>
/// <param name="Held">Updates that are held.</param>
/// <param name="Sources">What each source last said about any position, ordered by source.</param>
/// <param name="Behind">How far the view is behind the journal.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.plant-health")]
public sealed record PlantHealth(
    [property: Id(0)] int Positions,
    [property: Id(1)] int Negative,
    [property: Id(2)] int Short,
    [property: Id(3)] int Held,
    [property: Id(4)] ImmutableArray<SourceAge> Sources,
    [property: Id(5)] ViewLag Behind);
