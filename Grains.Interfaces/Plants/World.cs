using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>What happens with an item or location that is not registered.</summary>
[JsonConverter(typeof(EnumWordConverter<World>))]
public enum World
{
    /// <summary>A fact about it is held until it is registered; a request is refused.</summary>
    Closed,

    /// <summary>It is registered when it is met.</summary>
    Open,
}
