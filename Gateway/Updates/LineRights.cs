using Sync.Gateway.Access;

namespace Sync.Gateway.Updates;

/// <summary>What a key may say, update by update: the endpoint knows the scope, only the line knows the plant.</summary>
internal static class LineRights
{
    public static Refusal? Check(Caller caller, Update update)
    {
        if (update.Target.Kind is EntityKinds.Item or EntityKinds.Plant && !caller.Has(Scopes.MastersWrite))
            return ErrorCodes.Forbidden.With($"the key '{caller.Name}' lacks {Scopes.MastersWrite}, which master data needs");
        return caller.MayEntity(update.Target) ? null : ErrorCodes.Forbidden.With($"the key '{caller.Name}' is not for {update.Target}");
    }
}
