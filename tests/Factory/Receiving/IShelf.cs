using System.Text.Json;

namespace Sync.Factory.Receiving;

/// <summary>A change as it was delivered.</summary>
/// <param name="Id">The webhook id.</param>
/// <param name="Subject">The position.</param>
/// <param name="Event">The CloudEvent.</param>
internal sealed record Arrival(string Id, string Subject, JsonElement Event);

/// <summary>Where arrivals are put. When the task ends the webhook is answered with 200.</summary>
internal interface IShelf
{
    Task Put(Arrival arrival);

    Task PutAgain(string id);

    /// <summary>The factory has written its report and closes.</summary>
    Task Close();
}
