using Microsoft.Extensions.Options;

namespace Sync.Silo.Hosting;

/// <summary>Makes options. A setting that cannot be read is reported like one that is out of range: the others are looked at all the same.</summary>
internal sealed class ReadableOptions<TOptions>(
    IEnumerable<IConfigureOptions<TOptions>> setups, IEnumerable<IPostConfigureOptions<TOptions>> later, IEnumerable<IValidateOptions<TOptions>> validations)
    : OptionsFactory<TOptions>(setups, later, validations), IOptionsFactory<TOptions>
    where TOptions : class
{
    TOptions IOptionsFactory<TOptions>.Create(string name)
    {
        try
        {
            return Create(name);
        }
        catch (InvalidOperationException e) when (StartErrors.Of(e) is { Count: > 0 } errors)
        {
            throw new OptionsValidationException(name, typeof(TOptions), errors);
        }
    }
}
