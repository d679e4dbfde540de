namespace Sync.Gateway.OpenApi;

/// <summary>The data of a count as it is described: the schema generator cannot describe the absent list of <see cref="StockUpdate.Counted"/>.</summary>
internal sealed record CountedData(IReadOnlyList<CountLine>? Lines = null, bool Complete = false, DocumentReference? Reference = null);
