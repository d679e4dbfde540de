namespace Sync.Gateway.Errors;

/// <summary>Reads again when a silo is lost: whoever only looks needs not know of it.</summary>
internal sealed class ReadAgain(TimeProvider clock) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        HttpMethods.IsGet(context.HttpContext.Request.Method) ? LostSilo.AgainAsync(() => next(context), clock) : next(context);
}
