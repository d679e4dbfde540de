namespace Sync.Gateway.Tests.Errors;

public sealed class HouseTests
{
    [Fact]
    public void The_gateway_knows_contracts_and_no_other_room() =>
        Assert.Equal(["Sync.Contracts"], typeof(GatewayOptions).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Sync.", StringComparison.Ordinal)));

    [Fact]
    public void Only_the_door_is_public()
    {
        string[] door = [nameof(GatewayLimits), nameof(GatewayOptions), nameof(GatewayPolicies), nameof(Hosting.GatewayHostingExtensions), nameof(OperatorKey)];
        Assert.Equal(door.Order(), typeof(GatewayOptions).Assembly.GetExportedTypes().Where(t => t.Namespace!.StartsWith("Sync.", StringComparison.Ordinal)).Select(t => t.Name).Order());
    }
}
