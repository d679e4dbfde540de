using System.Net;
using Sync.Journal.Tests.Support;
using Sync.Silo.Tests.Support;

namespace Sync.Silo.Tests.Cluster;

/// <summary>Keys are the cluster's, not a gateway's.</summary>
public sealed class OperatorKeyTests(OwnServer own) : IClassFixture<OwnServer>
{
    [Fact]
    public async Task The_operator_key_of_a_gateway_and_the_keys_made_there_open_every_gateway()
    {
        using var folder = new TempFolder();
        await using var silo = await ProgramHost.StartAsync(own.Server.ConnectionString, "silo", folder.Of("silo"));
        await using var first = await ProgramHost.StartAsync(own.Server.ConnectionString, "gateway", folder.Of("first"));
        await using var second = await ProgramHost.StartAsync(own.Server.ConnectionString, "gateway", folder.Of("second"));
        var stranger = second.Api(first.Data);
        await UntilAsync(stranger, HttpStatusCode.OK);
        await UntilAsync(first.Api(second.Data), HttpStatusCode.OK);

        var answer = await stranger.Put("v1/keys/erp", """{"scopes":["updates:write"]}""");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var made = answer.Json.GetProperty("key").GetString()!;
        var erp = new Api(first.Address, made);

        // A gateway asks for keys that it does not know once a second at most; the new one may do this and no more.
        await UntilAsync(erp, HttpStatusCode.Forbidden);
        Assert.Equal("Applied", (await erp.PostUpdate(Events.Received("A1", "P100/RM01/I1"))).Verdict);

        // Named as what it is, not to be made by hand, and revoked like any other.
        var names = (await first.Api().Get("v1/keys")).Json.GetProperty("keys").EnumerateArray().Select(static key => key.GetProperty("name").GetString()!).ToArray();
        Assert.Equal(2, names.Count(static name => name.StartsWith("operator-", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await first.Api().Put("v1/keys/operator-mine", """{"scopes":["operate"]}""")).Status);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes((await File.ReadAllTextAsync(Path.Combine(first.Data, "operator.key"), Waits.Short)).Trim())));
        Assert.Equal(HttpStatusCode.NoContent, (await second.Api().Delete($"v1/keys/operator-{hash[..12]}")).Status);
        await UntilAsync(stranger, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await first.Api().Get("v1/keys")).Status);
    }

    /// <summary>A gateway tells the others when the cluster answers; until then, and as long as they trust their copy, it may be another answer.</summary>
    private static async Task UntilAsync(Api api, HttpStatusCode status)
    {
        for (var limit = Waits.Short; (await api.Get("v1/keys")).Status != status;) limit.ThrowIfCancellationRequested();
    }
}
