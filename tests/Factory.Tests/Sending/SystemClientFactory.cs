using Sync.Factory.Running;
using Sync.Factory.Sending;

namespace Sync.Factory.Tests.Sending;

internal static class SystemClientFactory
{
    public static HttpClient Connect(FactoryOptions options) => SystemClient.Connect(options.BaseUrl, File.ReadAllText(options.KeyFile).Trim());
}
