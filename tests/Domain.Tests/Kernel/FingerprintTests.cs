using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Kernel;

/// <summary>What is remembered of an identity for ever: computed from the description alone, by another program.</summary>
public sealed class FingerprintTests
{
    [Fact]
    public void The_fingerprint_of_an_identity_never_changes() =>
        Assert.Equal("3e813b386ad4d0b232aa88c38cb7a5b2", Fingerprints.OfIdentity(new UpdateId("/adapters/erp/main", 3, "GR-é")).ToString());
}
