using Sync.Silo.Hosting;
using Sync.Silo.Tests.Support;
using Sync.Silo.Tls;

namespace Sync.Silo.Tests.Tls;

/// <summary>What is wrong with the files is said before the start, with its cure.</summary>
public sealed class TlsSettingsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DevAuthority _authority = new(TimeProvider.System);

    public TlsSettingsTests() => _authority.WriteAll(_folder.Root);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("silo", Roles.Silo)]
    [InlineData("silo", Roles.All)]
    [InlineData("gateway", Roles.Gateway)]
    [InlineData("adapters", Roles.Adapters)]
    [InlineData("all", Roles.Gateway | Roles.Adapters)]
    internal void The_folders_of_a_development_authority_are_accepted(string name, Roles roles) => Assert.Empty(Errors(name, roles));

    [Fact]
    public void Nothing_is_asked_of_who_does_not_use_it() => Assert.Empty(new TlsSettings((string?)null).Validate(Roles.All, DateTimeOffset.UtcNow));

    [Fact]
    public void A_folder_that_is_not_there() => Assert.EndsWith("there is no such folder; 'tls dev --folder DIR' makes one for trying out", Assert.Single(Errors("nowhere", Roles.Silo)));

    [Fact]
    public void A_file_that_is_missing()
    {
        File.Delete(_folder.Of("silo", "tls.key"));
        Assert.Contains("tls.key is missing", Assert.Single(Errors("silo", Roles.Silo)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_for_another_role() =>
        Assert.EndsWith("the certificate is for gateway, and this process is silo; it needs the DNS name silo.orleanssync.internal", Assert.Single(Errors("gateway", Roles.Silo)));

    [Fact]
    public void A_certificate_of_another_authority()
    {
        using var foreign = new TempFolder();
        new DevAuthority(TimeProvider.System).WriteAll(foreign.Root);
        File.Copy(foreign.Of("ca.crt"), _folder.Of("silo", "ca.crt"), overwrite: true);
        Assert.Contains("tls.crt would be refused: its certificate does not come from an authority in ca.crt", Assert.Single(Errors("silo", Roles.Silo)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_has_expired() =>
        Assert.Contains("has expired", Assert.Single(Errors("silo", Roles.Silo, DateTimeOffset.UtcNow + DevAuthority.CertificateValid + TimeSpan.FromDays(1))), StringComparison.Ordinal);

    [Fact]
    public void A_key_of_another_certificate_and_files_that_are_none()
    {
        File.Copy(_folder.Of("gateway", "tls.key"), _folder.Of("silo", "tls.key"), overwrite: true);
        Assert.Contains("tls.key is not the key of tls.crt", Assert.Single(Errors("silo", Roles.Silo)), StringComparison.Ordinal);
        File.WriteAllText(_folder.Of("gateway", "tls.crt"), "nothing");
        Assert.Contains("tls.crt has no certificate in it", Assert.Single(Errors("gateway", Roles.Gateway)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_everybody_can_read()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("rights are another thing there");
            return;
        }

        var key = _folder.Of("silo", "tls.key");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Of("ca.key")));
        File.SetUnixFileMode(key, File.GetUnixFileMode(key) | UnixFileMode.OtherRead);
        Assert.Contains("everybody on this machine can read tls.key; do: chmod 600 ", Assert.Single(Errors("silo", Roles.Silo)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_issues_from_the_same_authority()
    {
        var (authority, certificate) = (File.ReadAllText(_folder.Of("ca.crt")), File.ReadAllText(_folder.Of("silo", "tls.crt")));
        _authority.WriteAll(_folder.Root);
        Assert.Equal(authority, File.ReadAllText(_folder.Of("ca.crt")));
        Assert.NotEqual(certificate, File.ReadAllText(_folder.Of("silo", "tls.crt")));
        Assert.Empty(Errors("silo", Roles.Silo));
    }

    private string[] Errors(string name, Roles roles, DateTimeOffset? now = null) => [.. new TlsSettings(_folder.Of(name)).Validate(roles, now ?? DateTimeOffset.UtcNow)];
}
