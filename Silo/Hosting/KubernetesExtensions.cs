namespace Sync.Silo.Hosting;

/// <summary>One setting, <c>Orleans:Kubernetes</c>: silos take their name from the pod, and one whose pod is gone is declared dead at once
/// instead of after its missed probes. The service account must be allowed to read and label pods.</summary>
internal static class KubernetesExtensions
{
    public const string Setting = "Orleans:Kubernetes";

    /// <summary>Set by Kubernetes itself in every pod.</summary>
    private const string InPod = "KUBERNETES_SERVICE_HOST";

    public static bool IsAsked(IConfiguration configuration) => bool.TryParse(configuration[Setting], out var asked) && asked;

    /// <summary>Everything that is wrong, each with its cure.</summary>
    public static IEnumerable<string> Validate(IConfiguration configuration, ClusterSettings cluster)
    {
        if (configuration[Setting] is { } text && !bool.TryParse(text, out _)) yield return $"{Setting} is {text}: true or false is expected";
        if (!IsAsked(configuration)) yield break;
        if (!cluster.IsShared) yield return $"{Setting} needs --cluster-id: pods find each other by the database";
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(InPod))) yield return $"{Setting} is true, but this is no pod ({InPod} is not set): leave the setting out elsewhere";
    }
}
