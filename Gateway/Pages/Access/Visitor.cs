using Microsoft.AspNetCore.Components.Authorization;

namespace Sync.Pages.Access;

/// <summary>Who looks at a page. Asked again for every reading and every action: a page lives longer than the request that opened it.</summary>
internal sealed class Visitor(AuthenticationStateProvider state, KeyDirectory keys)
{
    /// <summary>The caller as the key stands now; <see cref="Caller.Nobody"/> when it was revoked.</summary>
    public async Task<Caller> CallerAsync()
    {
        var user = (await state.GetAuthenticationStateAsync()).User;
        return user.FindFirst(PageCookie.KeyClaim)?.Value is { } hash && await keys.FindAsync(Convert.FromHexString(hash)) is { Identity: CallerIdentity known }
            ? known.Caller
            : Caller.Nobody;
    }
}
