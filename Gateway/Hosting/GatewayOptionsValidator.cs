namespace Sync.Gateway;

/// <summary>Reports everything that is wrong with the options at once.</summary>
[OptionsValidator]
internal sealed partial class GatewayOptionsValidator : IValidateOptions<GatewayOptions>;
