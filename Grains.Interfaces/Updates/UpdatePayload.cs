namespace Sync.Contracts;

/// <summary>What an update says. Closed: the cases are nested in the union of each feature
/// (<see cref="StockUpdate"/>, <see cref="ItemUpdate"/>, <see cref="PlantUpdate"/>, <see cref="CaseUpdate"/>, <see cref="ControlUpdate"/>).</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.update-payload")]
public abstract record UpdatePayload
{
    private protected UpdatePayload()
    {
    }
}
