using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Sync.Contracts;

/// <summary>Validates options by the annotations of their properties. Reports everything that is wrong at once, each as the setting that it is, with its cure.
/// Thread-safe.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <param name="section">The section of the settings that they are read from, for example <c>Feed</c>.</param>
public sealed class SectionValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    /// <summary>Checks every annotated property.</summary>
    /// <param name="name">The name of the options; all are checked alike.</param>
    /// <param name="options">The options.</param>
    /// <returns>Success, or one message for each rule that is broken.</returns>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var errors = typeof(TOptions).GetProperties().SelectMany(property => Errors(property, property.GetValue(options))).ToArray();
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Errors(PropertyInfo property, object? value)
    {
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            if (!rule.IsValid(value)) yield return $"{section}:{property.Name} is {(value is null or "" ? "empty" : value)}: {Cure(rule, property.Name)}";
    }

    private static string Cure(ValidationAttribute rule, string name) => rule switch
    {
        RangeAttribute range => $"set it between {range.Minimum} and {range.Maximum}",
        RequiredAttribute => "set it, or leave it out for its default",
        _ => rule.FormatErrorMessage(name),
    };
}
