namespace Sync.Gateway.Items;

/// <summary>An item master.</summary>
internal sealed record ItemBody(string Item, string BaseUnit, string? Name, bool LotManaged, int Scale, IReadOnlyList<ConversionBody> Conversions, bool Met, long Version)
{
    public static ItemBody Of(ItemMaster m) => new(
        m.Item.Value, m.BaseUnit.Code, m.Name, m.LotManaged, m.Scale,
        [.. m.Conversions.Select(c => new ConversionBody(c.Unit.Code, new RatioBody(c.ToBase.Numerator, c.ToBase.Denominator), c.From))], m.Met, m.Version);
}

/// <summary>What an item is registered with. For the description of the API: the data of the update type is what is read.</summary>
internal sealed record ItemRequest(string BaseUnit, string? Name = null, bool LotManaged = false, int Scale = 3, IReadOnlyList<ConversionBody>? Conversions = null);

/// <summary>1 unit = toBase base units.</summary>
internal sealed record ConversionBody(string Unit, RatioBody ToBase, DateTimeOffset? From = null);

/// <summary>An exact factor.</summary>
internal sealed record RatioBody(long Numerator, long Denominator);
