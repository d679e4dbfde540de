namespace Sync.Adapters;

/// <summary>The body of a delivery: the change as a structured CloudEvent (see <see cref="ChangeJson"/>).</summary>
internal static class WebhookBody
{
    public const string MediaType = "application/cloudevents+json";

    public static byte[] Of(JournalRecord change) => ChangeJson.Write(change);
}
