using Sync.Gateway.Access;

namespace Sync.Gateway.Tests.Access;

public sealed class OperatorKeyFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("key-").FullName;

    private string KeyPath => Path.Combine(_directory, "deep", "operator.key");

    [Fact]
    public void The_first_start_makes_a_key_that_only_its_owner_reads_and_later_starts_keep_it()
    {
        var first = OperatorKeyFile.LoadOrCreate(Path.Combine(_directory, "deep"));
        var key = File.ReadAllText(KeyPath);
        Assert.Matches("^osk_[A-Za-z0-9_-]{43}\n$", key);
        Assert.True(first.Created);
        Assert.Equal(KeyPath, first.Path);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        Assert.Equal([KeyPath], Directory.GetFiles(Path.GetDirectoryName(KeyPath)!));

        var second = OperatorKeyFile.LoadOrCreate(Path.Combine(_directory, "deep"));
        Assert.False(second.Created);
        Assert.Equal(key, File.ReadAllText(KeyPath));
        Assert.Equal(first.Hash, second.Hash);
    }

    [Fact]
    public void A_key_that_others_could_read_is_closed_to_them()
    {
        if (OperatingSystem.IsWindows()) return;
        OperatorKeyFile.LoadOrCreate(Path.Combine(_directory, "deep"));
        File.SetUnixFileMode(KeyPath, File.GetUnixFileMode(KeyPath) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        OperatorKeyFile.LoadOrCreate(Path.Combine(_directory, "deep"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short\n")]
    public void A_file_without_a_key_stops_the_start_and_says_what_to_do(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyPath)!);
        File.WriteAllText(KeyPath, text);
        var e = Assert.Throws<InvalidOperationException>(() => OperatorKeyFile.LoadOrCreate(Path.Combine(_directory, "deep")));
        Assert.Contains("delete it", e.Message);
    }

    [Fact]
    public void A_key_that_is_named_is_only_read()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyPath)!);
        File.WriteAllText(KeyPath, "op_0123456789abcdef0123456789\n");
        var options = new GatewayOptions { DataDirectory = Path.Combine(_directory, "data"), OperatorKeyFile = KeyPath };
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var key = OperatorKeyFile.Load(options);
        Assert.Equal((KeyPath, false), (key.Path, key.Created));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(KeyPath));
        Assert.False(Directory.Exists(options.DataDirectory));

        options.OperatorKeyFile = KeyPath + ".gone";
        Assert.Contains("is not there", Assert.Throws<InvalidOperationException>(() => OperatorKeyFile.Load(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_starts_at_once_agree_on_one_key()
    {
        var keys = new OperatorKey[8];
        Parallel.For(0, keys.Length, i => keys[i] = OperatorKeyFile.LoadOrCreate(Path.Combine(_directory, "deep")));
        Assert.All(keys, k => Assert.Equal(keys[0].Hash, k.Hash));
        Assert.Single(keys, k => k.Created);
        Assert.Equal([KeyPath], Directory.GetFiles(Path.GetDirectoryName(KeyPath)!));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
