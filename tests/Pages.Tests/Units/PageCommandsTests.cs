using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sync.Gateway;
using Sync.Gateway.Access;
using Sync.Gateway.Commands;
using Sync.Gateway.Telemetry;
using Sync.Gateway.Updates;
using Sync.Gateway.Tests.Fakes;
using Sync.Pages.Access;

namespace Sync.Pages.Tests.Units;

/// <summary>The server judges what is done, whatever a page showed.</summary>
public sealed class PageCommandsTests : IDisposable
{
    private const string Key = "ok_a-key-that-is-long-enough";
    private static readonly EntityKey About = new(EntityKinds.Stock, "P1/L1/I1");
    private readonly string _folder = Directory.CreateTempSubdirectory("pages-").FullName;
    private readonly FakeGrains _grains = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public PageCommandsTests()
    {
        _grains.Use<IUpdateRouterGrain>(_ => new FakeRouter());
        _grains.Use<IAccessGrain>(_ => new FakeAccess());
    }

    private FakeRouter Router => _grains.Get<IUpdateRouterGrain>("0") as FakeRouter ?? throw new InvalidOperationException();

    [Theory]
    [InlineData(Scopes.StockRead, "", "the key 'ada' lacks operate")]
    [InlineData(Scopes.Operate, "P2", "the key 'ada' is not for stock/P1/L1/I1")]
    public async Task Who_may_not_is_refused(string scope, string plant, string message)
    {
        var refusal = await (await CommandsAsync([scope], plant)).OperateAsync(About, About, name => new CaseUpdate.Own(name));
        Assert.Equal(("forbidden", message), (refusal?.Code, refusal?.Message));
        Assert.Empty(Router.Calls);
    }

    [Fact]
    public async Task Who_may_speaks_in_the_name_of_the_key()
    {
        Assert.Null(await (await CommandsAsync([Scopes.Operate], "P1")).OperateAsync(About, new EntityKey(EntityKinds.Case, "c"), name => new CaseUpdate.Own(name)));
        Assert.Equal(new CaseUpdate.Own("ada"), Router.Single.Payload);
    }

    [Fact]
    public async Task A_key_that_was_revoked_while_the_page_was_open_does_nothing_any_more()
    {
        var commands = await CommandsAsync([Scopes.Operate], "");
        await _grains.Get<IAccessGrain>("0").Remove("ada");
        Assert.Equal("forbidden", (await commands.OperateAsync(About, About, name => new CaseUpdate.Own(name)))?.Code);
        Assert.Empty(Router.Calls);
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<PageCommands> CommandsAsync(string[] scopes, string plant)
    {
        var hash = KeyText.Hash(Key);
        await _grains.Get<IAccessGrain>("0").Put(new ApiKeyEntry("ada", Convert.ToHexStringLower(hash), [.. scopes], plant.Length == 0 ? [] : [plant], DateTimeOffset.UnixEpoch));
        var keys = new KeyDirectory(OperatorKeyFile.LoadOrCreate(_folder), _grains, Options.Create(new GatewayOptions()), TimeProvider.System, NullLogger<KeyDirectory>.Instance);
        var commands = new GatewayCommands(new UpdateRouting(_grains, Options.Create(new GatewayOptions()), TimeProvider.System), new GatewayInstruments(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()));
        return new PageCommands(new Visitor(new SignedIn(hash), keys), commands);
    }

    private sealed class SignedIn(byte[] hash) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(PageCookie.KeyClaim, Convert.ToHexStringLower(hash))], PageCookie.Scheme))));
    }
}
