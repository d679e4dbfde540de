namespace Sync.Silo.Demo;

/// <summary>What the demo was asked for. Immutable.</summary>
/// <param name="For">How long to send; null: until stopped.</param>
/// <param name="Seed">What decides the updates.</param>
/// <param name="Rate">Updates a second.</param>
/// <param name="Report">Where the report goes as JSON.</param>
/// <param name="Sabotage">How the target or the path misbehaves.</param>
internal sealed record DemoOptions(string? For, int Seed, int Rate, string? Report, string? Sabotage);
